-- A key of the caller, unless they have enough of them.
-- parameters: $1 id, $2 user, $3 name, $4 beginning, $5 token hash, $6 scopes, $7 expiry, $8 now, $9 at most (no household: a key is a person's)
INSERT INTO auth.api_keys (id, user_id, name, beginning, token_hash, scopes, expires_at)
SELECT $1, $2, $3, $4, $5, $6, $7
 WHERE (SELECT count(*) FROM auth.api_keys k WHERE k.user_id = $2 AND k.revoked_at IS NULL AND k.expires_at > $8) < $9
RETURNING created_at
