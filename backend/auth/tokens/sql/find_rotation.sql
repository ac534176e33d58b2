-- When a refresh token was used up, and by whom.
-- parameters: $1 token, $2 user (no household: a session is a person's)
SELECT rotated_at, coalesce(rotated_by, '') FROM auth.refresh_tokens WHERE id = $1 AND user_id = $2
