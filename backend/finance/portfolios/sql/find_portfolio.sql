-- One portfolio with its accounts.
-- $1 household, $2 portfolio
--include portfolio_row
 WHERE p.household_id = $1 AND p.id = $2 AND p.deleted_at IS NULL
