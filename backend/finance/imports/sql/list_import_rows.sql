-- A page of the rows of an import in file order, all or those of one status.
-- $1 household, $2 import, $3 status, $4 number of the last one seen, $5 how many
--variants status
--include import_row_columns
 WHERE r.household_id = $1 AND r.import_id = $2 AND r.row_number > $4
--[status=on]    AND r.status = $3
--[status=off]    AND $3::text IS NULL
 ORDER BY r.row_number
 LIMIT $5
