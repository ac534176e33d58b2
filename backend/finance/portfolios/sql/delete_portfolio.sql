-- Removes a portfolio; its accounts stay.
-- $1 household, $2 portfolio
UPDATE finance.portfolios SET deleted_at = now(), version = version + 1, updated_at = now()
 WHERE household_id = $1 AND id = $2 AND deleted_at IS NULL
