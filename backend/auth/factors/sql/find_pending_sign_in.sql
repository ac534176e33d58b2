-- Whose sign-in a token continues. One row or none.
-- parameters: $1 token hash (no household: it is asked before the caller is known)
SELECT user_id FROM auth.find_pending_sign_in($1)
