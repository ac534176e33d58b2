-- A page of imports, latest first.
-- $1 household, $2 instant of the last one seen, $3 its id, $4 how many
--include import_row
 WHERE i.household_id = $1 AND (i.created_at, i.id) < ($2, $3)
 ORDER BY i.created_at DESC, i.id DESC
 LIMIT $4
