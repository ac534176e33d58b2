-- How the instruments of an import were understood.
-- $1 household, $2 import, $3 matches
UPDATE finance.imports SET instruments = $3::text::jsonb WHERE household_id = $1 AND id = $2
