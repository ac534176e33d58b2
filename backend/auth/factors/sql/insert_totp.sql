-- A secret that waits to be confirmed, unless the person has one.
-- parameters: $1 id, $2 user, $3 sealed secret (no household: a person's own)
INSERT INTO auth.totp_secrets (id, user_id, sealed_secret) VALUES ($1, $2, $3) ON CONFLICT (user_id) DO NOTHING
