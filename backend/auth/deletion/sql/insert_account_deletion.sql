-- The person wants to leave.
-- parameters: $1 id, $2 user, $3 delay in seconds (no household: a person's own)
INSERT INTO auth.account_deletions (id, user_id, due_at) VALUES ($1, $2, now() + $3::bigint * interval '1 second')
