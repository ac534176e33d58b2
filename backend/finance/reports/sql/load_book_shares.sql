-- The ownership shares of the accounts, oldest first.
-- $1 household, $2 the moment of the knowledge
--variants known=now|then
SELECT account_id, valid_from, user_id, share FROM finance.ownership_shares
 WHERE household_id = $1
--[known=now]   AND withdrawn_at IS NULL AND $2::timestamptz IS NULL
--[known=then]   AND recorded_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2)
 ORDER BY account_id, valid_from, recorded_at
