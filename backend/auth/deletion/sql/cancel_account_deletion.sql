-- The person stays.
-- parameters: $1 user (no household: a person's own)
UPDATE auth.account_deletions SET cancelled_at = now() WHERE user_id = $1 AND cancelled_at IS NULL AND done_at IS NULL
