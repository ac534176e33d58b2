-- The person's picture, in place of one before.
-- parameters: $1 user, $2 media type, $3 picture (no household: a person's own)
INSERT INTO auth.avatars (user_id, media_type, picture) VALUES ($1, $2, $3)
ON CONFLICT (user_id) DO UPDATE SET media_type = excluded.media_type, picture = excluded.picture, updated_at = now()
