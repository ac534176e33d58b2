-- Notes that a session was used, if it is alive, and locks it: its refreshes go one after the other.
-- parameters: $1 session, $2 user, $3 now, $4 idle expiry (no household: a session is a person's)
UPDATE auth.sessions SET last_used_at = $3, idle_expires_at = least($4, expires_at)
 WHERE id = $1 AND user_id = $2 AND kind = 'tokens' AND revoked_at IS NULL AND idle_expires_at > $3 AND expires_at > $3
RETURNING idle_expires_at
