-- Whose link a token is of, while it is good. One row or none.
-- parameters: $1 token hash, $2 purposes (no household: it is asked before the caller is known)
SELECT user_id FROM auth.find_mail_token($1, $2::text[])
