-- The profiles of files of one shape, the one used last first.
-- $1 household, $2 signature
--include import_profile_row
 WHERE p.household_id = $1 AND p.signature = $2
 ORDER BY coalesce(p.last_used_at, p.updated_at) DESC, p.id
