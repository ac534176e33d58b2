-- What the person says of themselves.
-- parameters: $1 user (no household: a person's own)
SELECT u.name, u.locale, u.time_zone, u.base_currency, u.version, a.media_type, a.picture
  FROM auth.users u LEFT JOIN auth.avatars a ON a.user_id = u.id
 WHERE u.id = $1
