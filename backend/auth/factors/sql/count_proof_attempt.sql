-- Counts one attempt of a person at a proof; the count begins anew after a quarter of an hour.
-- parameters: $1 user (no household: a person's own)
INSERT INTO auth.proof_attempts AS a (user_id) VALUES ($1)
ON CONFLICT (user_id) DO UPDATE
  SET attempts = CASE WHEN a.window_start < now() - interval '15 minutes' THEN 1 ELSE least(a.attempts, 1000000) + 1 END,
      window_start = CASE WHEN a.window_start < now() - interval '15 minutes' THEN now() ELSE a.window_start END
RETURNING attempts
