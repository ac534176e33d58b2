-- One profile, by its id or by its name.
-- $1 household, $2 id, $3 name
--include import_profile_row
 WHERE p.household_id = $1 AND (p.id = $2 OR lower(p.name) = lower($3::text))
