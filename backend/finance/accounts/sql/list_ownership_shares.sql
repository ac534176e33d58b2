-- The dated shares of an account.
-- $1 household, $2 account
SELECT user_id, valid_from, share FROM finance.ownership_shares
 WHERE household_id = $1 AND account_id = $2 AND withdrawn_at IS NULL AND user_id IS NOT NULL
 ORDER BY valid_from, user_id
