-- Every account of the household, by which the rows of a file may be named.
-- $1 household
SELECT id, name, currency FROM finance.accounts WHERE household_id = $1 AND deleted_at IS NULL ORDER BY created_at, id
