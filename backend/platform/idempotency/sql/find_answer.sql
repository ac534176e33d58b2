-- The answer kept for a key.
-- parameters: $1 user, $2 key; no household: keys are a person's
SELECT request_hash, status, headers->>'content-type', headers->>'location', headers->>'etag', body
  FROM jobs.idempotency_keys
 WHERE user_id = $1 AND key = $2 AND state = 'done' AND expires_at > now()
