-- Withdraws what was said of the cost-basis method from a day on.
-- $1 household, $2 account, $3 valid from
UPDATE finance.account_cost_bases SET withdrawn_at = now()
 WHERE household_id = $1 AND account_id = $2 AND valid_from >= $3 AND withdrawn_at IS NULL
