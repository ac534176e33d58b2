-- Name and currency of a household.
-- parameters: $1 household, $2 name, $3 currency
UPDATE auth.households SET name = $2, base_currency = $3 WHERE id = $1
