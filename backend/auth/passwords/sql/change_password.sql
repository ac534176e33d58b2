-- Another password.
-- parameters: $1 user, $2 password hash, $3 accepted because of a second factor alone (no household: a person's own)
UPDATE auth.users SET password_hash = $2, password_is_short = $3 WHERE id = $1
