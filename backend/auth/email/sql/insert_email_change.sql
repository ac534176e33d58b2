-- Begins a change of the address.
-- parameters: $1 id, $2 user, $3 new address, $4 seconds until it expires, $5 whether the old address need not confirm (no household: a person's own)
INSERT INTO auth.email_changes (id, user_id, new_email, expires_at, old_confirmed_at)
VALUES ($1, $2, $3, now() + $4::bigint * interval '1 second', CASE WHEN $5::boolean THEN now() END)
