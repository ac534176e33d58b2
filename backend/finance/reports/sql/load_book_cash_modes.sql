-- How the accounts keep their cash, the latest mode last.
-- $1 household
SELECT account_id, mode, settlement_account_id FROM finance.account_cash_modes
 WHERE household_id = $1 AND withdrawn_at IS NULL ORDER BY account_id, valid_from, recorded_at
