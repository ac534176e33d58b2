-- The sign-in that a token continues; counts an attempt. One row or none.
-- parameters: $1 token hash (no household: it is asked before the caller is known)
SELECT id, user_id FROM auth.take_sign_in_attempt($1)
