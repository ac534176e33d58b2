-- The secret holds from now on; the code that showed it counts as used.
-- parameters: $1 user, $2 id, $3 time step of the code (no household: a person's own)
UPDATE auth.totp_secrets SET confirmed_at = now(), last_step = $3 WHERE user_id = $1 AND id = $2 AND confirmed_at IS NULL
