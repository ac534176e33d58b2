-- Ends a change of the address that is under way.
-- parameters: $1 user (no household: a person's own)
UPDATE auth.email_changes SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL
