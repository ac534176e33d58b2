-- Ends every session of a person but one; gives those that were alive.
-- parameters: $1 user, $2 session that stays (no household: a session is a person's)
UPDATE auth.sessions SET revoked_at = now()
 WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL
RETURNING id
