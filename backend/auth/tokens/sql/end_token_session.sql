-- Ends a session whose refresh token came back.
-- parameters: $1 session, $2 user (no household: a session is a person's)
UPDATE auth.sessions SET revoked_at = now() WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL
