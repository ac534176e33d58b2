-- What a grant lets its member do.
-- parameters: $1 household, $2 grant, $3 access
UPDATE auth.grants SET access = $3 WHERE household_id = $1 AND id = $2
