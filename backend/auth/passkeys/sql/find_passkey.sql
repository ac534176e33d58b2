-- What an assertion is checked against. One row or none.
-- parameters: $1 user, $2 credential id (no household: a person's own)
SELECT id, public_key, sign_count, backup_eligible FROM auth.passkeys WHERE user_id = $1 AND credential_id = $2
