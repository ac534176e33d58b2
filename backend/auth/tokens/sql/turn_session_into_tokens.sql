-- A browser's session becomes one of tokens: its cookie opens nothing any more.
-- parameters: $1 session, $2 user (no household: a session is a person's)
UPDATE auth.sessions SET kind = 'tokens', token_hash = NULL
 WHERE id = $1 AND user_id = $2 AND kind = 'browser' AND revoked_at IS NULL
RETURNING least(idle_expires_at, expires_at)
