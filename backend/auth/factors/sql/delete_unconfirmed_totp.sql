-- Takes away a secret that was never confirmed.
-- parameters: $1 user (no household: a person's own)
DELETE FROM auth.totp_secrets WHERE user_id = $1 AND confirmed_at IS NULL
