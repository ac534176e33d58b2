-- An import, as its last job left it.
-- $1 household, $2 import
--include import_row
 WHERE i.household_id = $1 AND i.id = $2
