-- A staged import.
-- $1 household, $2 id, $3 object, $4 account, $5 kind, $6 profile, $7 file name, $8 options, $9 mapping, $10 counts, $11 instant, $12 user
INSERT INTO finance.imports (household_id, id, object_id, account_id, kind, profile, state, file_name, options, mapping, counts, created_at,
                             updated_at, created_by)
VALUES ($1, $2, $3, $4, $5, $6, 'staged', $7, $8::text::jsonb, $9::text::jsonb, $10::text::jsonb, $11, $11, $12)
