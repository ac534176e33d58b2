-- Uses up a time step and those before it: of several at a time, one changes the row.
-- parameters: $1 user, $2 id, $3 time step (no household: a person's own)
UPDATE auth.totp_secrets SET last_step = $3 WHERE user_id = $1 AND id = $2 AND confirmed_at IS NOT NULL AND last_step < $3
