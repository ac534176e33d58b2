-- The person behind a key. One row or none.
-- parameters: $1 token hash (no household: it is asked before the caller is known)
SELECT key_id, user_id, scopes, last_used_at, households, roles, narrowed::text[] FROM auth.find_api_key($1)
