-- Another name for a passkey.
-- parameters: $1 user, $2 id, $3 name (no household: a person's own)
UPDATE auth.passkeys SET name = $3 WHERE user_id = $1 AND id = $2
