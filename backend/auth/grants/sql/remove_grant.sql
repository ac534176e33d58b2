-- Takes a grant back.
-- parameters: $1 household, $2 grant
DELETE FROM auth.grants WHERE household_id = $1 AND id = $2
