-- A page of portfolios: the default one, then by name.
-- $1 household, $2 whether the last one seen was not the default one, $3 its name in lower case, $4 its id, $5 how many
--include portfolio_row
 WHERE p.household_id = $1 AND p.deleted_at IS NULL AND (NOT p.is_default, lower(p.name), p.id) > ($2, $3, $4)
 ORDER BY NOT p.is_default, lower(p.name), p.id
 LIMIT $5
