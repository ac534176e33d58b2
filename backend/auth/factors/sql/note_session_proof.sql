-- A session came about by this proof.
-- parameters: $1 user, $2 session, $3 proof (no household: a session is a person's)
UPDATE auth.sessions SET proof = $3, proved_at = now() WHERE user_id = $1 AND id = $2
