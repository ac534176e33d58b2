-- The old address agrees to the change.
-- parameters: $1 user (no household: a person's own)
UPDATE auth.email_changes SET old_confirmed_at = now()
 WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now()
RETURNING new_email, old_confirmed_at IS NOT NULL AND new_confirmed_at IS NOT NULL
