-- Ends the sessions of a person, but for the one that changed the password.
-- parameters: $1 user, $2 session that goes on (no household: a session is a person's)
UPDATE auth.sessions SET revoked_at = now() WHERE user_id = $1 AND id <> $2 AND revoked_at IS NULL
