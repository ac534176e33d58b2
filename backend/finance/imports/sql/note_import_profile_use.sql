-- A file that was read by the profile is committed.
-- $1 household, $2 id
UPDATE finance.import_profiles SET uses = uses + 1, last_used_at = now() WHERE household_id = $1 AND id = $2
