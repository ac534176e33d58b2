-- The same secret under today's master key.
-- parameters: $1 user, $2 id, $3 sealed secret (no household: a person's own)
UPDATE auth.totp_secrets SET sealed_secret = $3 WHERE user_id = $1 AND id = $2
