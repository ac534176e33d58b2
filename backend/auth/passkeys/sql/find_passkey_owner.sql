-- Whose passkey this is. One row or none.
-- parameters: $1 credential id (no household: it is asked before the caller is known)
SELECT user_id FROM auth.find_passkey_owner($1)
