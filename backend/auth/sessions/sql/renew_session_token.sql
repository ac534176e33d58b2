-- Another token for a session that is alive.
-- parameters: $1 session, $2 user, $3 token hash (no household: a session is a person's)
UPDATE auth.sessions SET token_hash = $3 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL
RETURNING expires_at
