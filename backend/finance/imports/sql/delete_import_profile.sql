-- Forgets a profile.
-- $1 household, $2 id
DELETE FROM finance.import_profiles WHERE household_id = $1 AND id = $2
