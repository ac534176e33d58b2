-- The same password, hashed with today's settings.
-- parameters: $1 user, $2 password hash (no household: a person's own)
UPDATE auth.users SET password_hash = $2 WHERE id = $1
