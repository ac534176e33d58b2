-- Locks an import for a change.
-- $1 household, $2 import
SELECT FROM finance.imports WHERE household_id = $1 AND id = $2 FOR UPDATE
