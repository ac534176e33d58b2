-- Writes name and currency.
-- $1 household, $2 portfolio, $3 name, $4 currency
UPDATE finance.portfolios SET name = $3, currency = $4, version = version + 1, updated_at = now()
 WHERE household_id = $1 AND id = $2 AND deleted_at IS NULL
