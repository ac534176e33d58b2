-- The accounts that the rows of a change name.
-- $1 household, $2 change
SELECT r.account_id FROM finance.transaction_revisions r WHERE r.household_id = $1 AND r.change_id = $2
UNION
SELECT r.counter_account_id FROM finance.transaction_revisions r WHERE r.household_id = $1 AND r.change_id = $2 AND r.counter_account_id IS NOT NULL
