-- The sessions of a person that are alive, the latest first, from after the given place on.
-- parameters: $1 user, $2 begun before, $3 session, $4 now, $5 limit (no household: a session is a person's)
SELECT id, coalesce(user_agent, ''), coalesce(network_address, ''), created_at, last_used_at, least(idle_expires_at, expires_at)
  FROM auth.sessions
 WHERE user_id = $1 AND (created_at, id) < ($2, $3) AND revoked_at IS NULL AND idle_expires_at > $4 AND expires_at > $4
 ORDER BY created_at DESC, id DESC
 LIMIT $5
