-- The person's address, how far it is proved, and a change under way.
-- parameters: $1 user (no household: a person's own)
SELECT u.email, u.name, u.email_verified_at, c.new_email, c.expires_at, c.old_confirmed_at, c.new_confirmed_at
  FROM auth.users u
  LEFT JOIN auth.email_changes c ON c.user_id = u.id AND c.ended_at IS NULL AND c.expires_at > now()
 WHERE u.id = $1
