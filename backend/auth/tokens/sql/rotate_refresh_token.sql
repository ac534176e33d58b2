-- Uses a refresh token up; no row where that has happened already.
-- parameters: $1 token, $2 user, $3 now, $4 user agent (no household: a session is a person's)
UPDATE auth.refresh_tokens SET rotated_at = $3, rotated_by = $4 WHERE id = $1 AND user_id = $2 AND rotated_at IS NULL
RETURNING id
