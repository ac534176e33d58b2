-- Whose refresh token it is. One row or none.
-- parameters: $1 token hash (no household: it is asked before the caller is known)
SELECT token_id, session_id, user_id FROM auth.find_refresh_token($1)
