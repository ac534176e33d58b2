-- Attempts to sign in as a person, the latest first, from after the given place on.
-- parameters: $1 user, $2 recorded before, $3 id, $4 limit (no household: the history is a person's)
SELECT id, recorded_at, outcome, method, coalesce(user_agent, ''), coalesce(network_address, ''), session_id
  FROM auth.login_history
 WHERE user_id = $1 AND (recorded_at, id) < ($2, $3)
 ORDER BY recorded_at DESC, id DESC
 LIMIT $4
