-- The person shows no picture any more.
-- parameters: $1 user (no household: a person's own)
DELETE FROM auth.avatars WHERE user_id = $1
