-- The deletion that a person waits for. One row or none.
-- parameters: $1 user (no household: a person's own)
SELECT id, requested_at, due_at FROM auth.account_deletions
 WHERE user_id = $1 AND cancelled_at IS NULL AND done_at IS NULL
