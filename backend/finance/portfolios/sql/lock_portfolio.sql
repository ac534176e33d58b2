-- Locks a portfolio for a change and says its version.
-- $1 household, $2 portfolio
SELECT version FROM finance.portfolios WHERE household_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE
