-- Locks transactions for a change, in one order, and says their current revisions.
-- $1 household, $2 transactions
SELECT id, current_revision FROM finance.transactions WHERE household_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE
