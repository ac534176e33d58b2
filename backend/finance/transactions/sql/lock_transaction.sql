-- Locks a transaction for a change and says its current revision.
-- $1 household, $2 transaction
SELECT current_revision FROM finance.transactions WHERE household_id = $1 AND id = $2 FOR UPDATE
