-- The next refresh token of a session.
-- parameters: $1 id, $2 session, $3 user, $4 token hash (no household: a session is a person's)
INSERT INTO auth.refresh_tokens (id, session_id, user_id, token_hash) VALUES ($1, $2, $3, $4)
