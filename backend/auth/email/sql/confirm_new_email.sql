-- The new address agrees to the change, if it is the one that was asked for last.
-- parameters: $1 user, $2 new address (no household: a person's own)
UPDATE auth.email_changes SET new_confirmed_at = now()
 WHERE user_id = $1 AND new_email = $2 AND ended_at IS NULL AND expires_at > now()
RETURNING new_email, old_confirmed_at IS NOT NULL AND new_confirmed_at IS NOT NULL
