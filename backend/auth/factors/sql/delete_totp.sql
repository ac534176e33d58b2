-- Takes the person's secret away.
-- parameters: $1 user (no household: a person's own)
DELETE FROM auth.totp_secrets WHERE user_id = $1 AND confirmed_at IS NOT NULL
