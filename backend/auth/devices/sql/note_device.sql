-- Notes that a person signed in on a device; true where it had been seen before.
-- parameters: $1 id of a new one, $2 user, $3 token hash, $4 user agent (no household: a device is a person's)
INSERT INTO auth.devices AS d (id, user_id, token_hash, user_agent) VALUES ($1, $2, $3, $4)
ON CONFLICT (user_id, token_hash) DO UPDATE SET last_used_at = now(), user_agent = excluded.user_agent
RETURNING d.id, d.id <> $1
