-- Used tokens of a session from before an instant: one that comes back later is unknown, which opens nothing either.
-- parameters: $1 session, $2 user, $3 instant (no household: a session is a person's)
DELETE FROM auth.refresh_tokens WHERE session_id = $1 AND user_id = $2 AND rotated_at < $3
