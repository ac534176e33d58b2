-- How the instruments of an import were understood.
-- $1 household, $2 import
SELECT i.instruments::text FROM finance.imports i WHERE i.household_id = $1 AND i.id = $2
