-- How the accounts keep their cash, oldest first.
-- $1 household, $2 the moment of the knowledge
--variants known=now|then
SELECT account_id, mode, settlement_account_id, valid_from FROM finance.account_cash_modes
 WHERE household_id = $1
--[known=now]   AND withdrawn_at IS NULL AND $2::timestamptz IS NULL
--[known=then]   AND recorded_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2)
 ORDER BY account_id, valid_from, recorded_at
