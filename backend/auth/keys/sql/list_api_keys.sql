-- The keys of a person that were not revoked, the latest first, from after the given place on.
-- parameters: $1 user, $2 made before, $3 key, $4 limit (no household: a key is a person's)
SELECT id, name, beginning, scopes, created_at, expires_at, last_used_at FROM auth.api_keys
 WHERE user_id = $1 AND (created_at, id) < ($2, $3) AND revoked_at IS NULL
 ORDER BY created_at DESC, id DESC
 LIMIT $4
