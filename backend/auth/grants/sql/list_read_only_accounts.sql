-- Of these accounts, those that the caller sees but may not change.
-- parameters: $1 household, $2 accounts
SELECT a.id FROM finance.accounts a
 WHERE a.household_id = $1 AND a.id = ANY ($2::uuid[]) AND a.id NOT IN (SELECT auth.editable_accounts())
