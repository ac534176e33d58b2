-- What a password is checked against. One row or none.
-- parameters: $1 e-mail address (no household: it is asked before the caller is known)
SELECT user_id, password_hash, disabled FROM auth.find_credentials($1)
