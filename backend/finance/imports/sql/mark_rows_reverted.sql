-- All that was committed of an import is taken back.
-- $1 household, $2 import
UPDATE finance.import_rows SET status = 'reverted' WHERE household_id = $1 AND import_id = $2 AND status = 'committed'
