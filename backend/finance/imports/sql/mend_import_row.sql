-- A row of an import as a person wrote it or decided about it.
-- $1 household, $2 import, $3 row, $4 status, $5 texts as an array, $6 decision, $7 errors, $8 transaction, $9 whether mended
UPDATE finance.import_rows
   SET status = $4, raw = $5::text::text[], fields = $6::text::jsonb, errors = $7::text::jsonb, transaction_id = $8,
       mended_at = CASE WHEN $9::boolean THEN now() ELSE mended_at END
 WHERE household_id = $1 AND import_id = $2 AND row_number = $3
