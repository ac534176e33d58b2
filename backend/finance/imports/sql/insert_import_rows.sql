-- Stages rows of an import.
-- $1 household, $2 import, $3 numbers, $4 lines, $5 statuses, $6 texts as arrays, $7 decisions, $8 errors, $9 transactions, $10 whether mended
INSERT INTO finance.import_rows (household_id, import_id, row_number, line, status, raw, fields, errors, transaction_id, mended_at)
SELECT $1, $2, g.row_number, g.line, g.status, g.raw::text[], g.fields::jsonb, g.errors::jsonb, g.transaction_id, CASE WHEN g.mended THEN now() END
  FROM unnest($3::integer[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::boolean[])
         AS g (row_number, line, status, raw, fields, errors, transaction_id, mended)
