-- Ends the keys of a person; gives those that were alive.
-- parameters: $1 user (no household: a key is a person's)
UPDATE auth.api_keys SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL RETURNING id
