-- Ends a key; one that has ended stays as it is.
-- parameters: $1 key, $2 user (no household: a key is a person's)
UPDATE auth.api_keys SET revoked_at = now() WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL
