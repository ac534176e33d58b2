-- The person has shown that the address is theirs, if it still is.
-- parameters: $1 user, $2 e-mail address (no household: a person's own)
UPDATE auth.users SET email_verified_at = coalesce(email_verified_at, now()) WHERE id = $1 AND email = $2
