-- What the person changed, if nobody changed it since it was read.
-- parameters: $1 user, $2 version as read, $3 name, $4 locale, $5 time zone, $6 base currency (no household: a person's own)
UPDATE auth.users SET name = $3, locale = $4, time_zone = $5, base_currency = $6, version = version + 1, updated_at = now()
 WHERE id = $1 AND version = $2
