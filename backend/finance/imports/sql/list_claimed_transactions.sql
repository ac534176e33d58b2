-- The transactions that the other rows of an import stand for.
-- $1 household, $2 import, $3 row that does not count
SELECT r.transaction_id FROM finance.import_rows r
 WHERE r.household_id = $1 AND r.import_id = $2 AND r.row_number <> $3 AND r.transaction_id IS NOT NULL
