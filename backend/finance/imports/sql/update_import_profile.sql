-- A profile as renamed or written anew.
-- $1 household, $2 id, $3 name, $4 decimal separator, $5 date format, $6 reading
UPDATE finance.import_profiles
   SET name = $3, decimal_separator = $4, date_format = $5, reading = $6::text::jsonb, version = version + 1, updated_at = now()
 WHERE household_id = $1 AND id = $2
