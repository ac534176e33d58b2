-- Throws an import away of which nothing was committed.
-- $1 household, $2 import
DELETE FROM finance.imports WHERE household_id = $1 AND id = $2 AND committed_at IS NULL
