-- Locks a profile for a change.
-- $1 household, $2 profile
SELECT FROM finance.import_profiles WHERE household_id = $1 AND id = $2 FOR UPDATE
