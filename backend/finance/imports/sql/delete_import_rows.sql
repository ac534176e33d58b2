-- Forgets the staged rows of an import.
-- $1 household, $2 import
DELETE FROM finance.import_rows WHERE household_id = $1 AND import_id = $2
