-- One row of an import.
-- $1 household, $2 import, $3 row
--include import_row_columns
 WHERE r.household_id = $1 AND r.import_id = $2 AND r.row_number = $3
