-- How the accounts keep their cash, oldest first.
-- $1 household
SELECT account_id, mode, settlement_account_id, valid_from FROM finance.account_cash_modes
 WHERE household_id = $1 AND withdrawn_at IS NULL ORDER BY account_id, valid_from, recorded_at
