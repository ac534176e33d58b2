-- The place behind the day's last transaction of an account.
-- $1 household, $2 account, $3 day
SELECT coalesce(max(sequence) + 1, 0) FROM finance.transaction_revisions
 WHERE household_id = $1 AND account_id = $2 AND trade_date = $3 AND superseded_at IS NULL AND NOT deleted
