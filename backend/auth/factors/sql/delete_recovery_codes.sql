-- Takes all recovery codes of a person away.
-- parameters: $1 user (no household: a person's own)
DELETE FROM auth.recovery_codes WHERE user_id = $1
