-- The session that an access token names, with the households of its person. One row or none.
-- parameters: $1 session (no household: it is asked before the caller is known)
SELECT session_id, user_id, last_used_at, idle_expires_at, expires_at, households, roles, narrowed::text[]
  FROM auth.find_token_session($1)
