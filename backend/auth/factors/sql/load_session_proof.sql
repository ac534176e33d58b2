-- What a session last proved, and how long ago. One row or none.
-- parameters: $1 user, $2 session (no household: a session is a person's)
SELECT proof, proved_at, extract(epoch FROM now() - proved_at)::bigint AS age_seconds
  FROM auth.sessions WHERE user_id = $1 AND id = $2 AND revoked_at IS NULL
