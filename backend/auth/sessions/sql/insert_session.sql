-- Starts a session of the caller.
-- parameters: $1 id, $2 user, $3 token hash, $4 idle expiry, $5 expiry, $6 user agent, $7 network address (no household: a session is a person's)
INSERT INTO auth.sessions (id, user_id, token_hash, idle_expires_at, expires_at, user_agent, network_address)
VALUES ($1, $2, $3, $4, $5, $6, $7)
