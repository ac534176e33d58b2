-- The cost-basis methods of the accounts, oldest first.
-- $1 household
SELECT account_id, valid_from, method FROM finance.account_cost_bases
 WHERE household_id = $1 AND withdrawn_at IS NULL ORDER BY account_id, valid_from, recorded_at
