-- A page of the profiles of a household, by name.
-- $1 household, $2 name in lower case of the last one seen, $3 its id, $4 how many
--include import_profile_row
 WHERE p.household_id = $1 AND (lower(p.name), p.id) > ($2, $3)
 ORDER BY lower(p.name), p.id
 LIMIT $4
