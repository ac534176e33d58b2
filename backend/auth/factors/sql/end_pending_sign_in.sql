-- Ends a sign-in that waited: of several at a time, one changes the row.
-- parameters: $1 user, $2 id (no household: a person's own)
UPDATE auth.pending_sign_ins SET ended_at = now() WHERE user_id = $1 AND id = $2 AND ended_at IS NULL
