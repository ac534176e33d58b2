-- Keeps the answer for a key; an expired one gives way.
-- parameters: $1 user, $2 key, $3 hash of the request, $4 status, $5 content type, $6 location, $7 etag, $8 body; no household: keys are a person's
INSERT INTO jobs.idempotency_keys (user_id, key, request_hash, state, status, headers, body)
VALUES ($1, $2, $3, 'done', $4::integer,
        jsonb_build_object('content-type', $5::text, 'location', $6::text, 'etag', $7::text), $8)
ON CONFLICT (user_id, key) DO UPDATE
   SET request_hash = excluded.request_hash, state = 'done', status = excluded.status, headers = excluded.headers,
       body = excluded.body, expires_at = excluded.expires_at
