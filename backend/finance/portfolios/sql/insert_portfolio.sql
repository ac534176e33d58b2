-- Saves a portfolio.
-- $1 household, $2 id, $3 name, $4 currency, $5 user
INSERT INTO finance.portfolios (household_id, id, name, currency, created_by) VALUES ($1, $2, $3, $4, $5)
