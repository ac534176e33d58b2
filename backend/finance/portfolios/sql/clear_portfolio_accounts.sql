-- Takes all accounts out of a portfolio.
-- $1 household, $2 portfolio
DELETE FROM finance.portfolio_accounts WHERE household_id = $1 AND portfolio_id = $2
