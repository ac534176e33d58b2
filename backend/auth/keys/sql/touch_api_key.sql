-- Notes that a key was used.
-- parameters: $1 key, $2 user, $3 now (no household: a key is a person's)
UPDATE auth.api_keys SET last_used_at = $3 WHERE id = $1 AND user_id = $2
