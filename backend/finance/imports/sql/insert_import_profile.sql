-- A kept reading of files.
-- $1 household, $2 id, $3 name, $4 signature, $5 decimal separator, $6 date format, $7 reading, $8 user
INSERT INTO finance.import_profiles (household_id, id, name, signature, decimal_separator, date_format, reading, created_by)
VALUES ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)
