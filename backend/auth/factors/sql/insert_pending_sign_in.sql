-- A sign-in that waits for the second factor.
-- parameters: $1 id, $2 user, $3 token hash, $4 seconds that it lives (no household: a person's own)
INSERT INTO auth.pending_sign_ins (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + $4 * interval '1 second')
