-- Notes that a session was used, which moves its idle expiry, never beyond its end.
-- parameters: $1 session, $2 user, $3 now, $4 idle expiry (no household: a session is a person's)
UPDATE auth.sessions SET last_used_at = $3, idle_expires_at = least($4, expires_at)
 WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL
