-- Another address, proved.
-- parameters: $1 user, $2 e-mail address (no household: a person's own)
UPDATE auth.users SET email = $2, email_verified_at = now(), version = version + 1, updated_at = now() WHERE id = $1
