-- How many profiles a household keeps.
-- $1 household
SELECT count(*) FROM finance.import_profiles WHERE household_id = $1
