-- Uses a recovery code up: of several at a time, one changes the row.
-- parameters: $1 user, $2 hash (no household: a person's own)
UPDATE auth.recovery_codes SET used_at = now() WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL
