-- The person's secret for one-time codes. One row or none.
-- parameters: $1 user (no household: a person's own)
SELECT id, sealed_secret, last_step, confirmed_at FROM auth.totp_secrets WHERE user_id = $1
