-- The person.
-- parameters: $1 user (no household: a person's own)
SELECT id, email, name, locale, time_zone, theme, version, created_at, updated_at FROM auth.users WHERE id = $1
