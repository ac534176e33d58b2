-- Takes a passkey away.
-- parameters: $1 user, $2 id (no household: a person's own)
DELETE FROM auth.passkeys WHERE user_id = $1 AND id = $2
