-- The accounts that grants show the caller without amounts.
-- parameters: $1 household
SELECT a.id FROM finance.accounts a WHERE a.household_id = $1 AND a.id IN (SELECT auth.accounts_without_amounts())
