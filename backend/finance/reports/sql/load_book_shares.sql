-- The ownership shares of the accounts, oldest first.
-- $1 household
SELECT account_id, valid_from, user_id, share FROM finance.ownership_shares
 WHERE household_id = $1 AND withdrawn_at IS NULL ORDER BY account_id, valid_from, recorded_at
