-- How many rows of an import have which status.
-- $1 household, $2 import
SELECT status, count(*) FROM finance.import_rows WHERE household_id = $1 AND import_id = $2 GROUP BY status
