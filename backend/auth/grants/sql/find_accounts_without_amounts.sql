-- Of these accounts, those that grants show the caller without amounts: where several grants reach an account, all of them do.
-- parameters: $1 household, $2 accounts
SELECT s.account_id FROM auth.sights s
 WHERE s.household_id = $1 AND s.account_id = ANY ($2::uuid[])
 GROUP BY s.account_id HAVING bool_and(s.access = 'view_without_amounts')
