-- Puts accounts into a portfolio; unknown ones are left out, which the count shows.
-- $1 household, $2 portfolio, $3 accounts
INSERT INTO finance.portfolio_accounts (household_id, portfolio_id, account_id)
SELECT $1, $2, a.id FROM finance.accounts a
 WHERE a.household_id = $1 AND a.id = ANY ($3::uuid[]) AND a.deleted_at IS NULL
