-- The rows of an import in file order: those still open, or those that a person had a hand in.
-- $1 household, $2 import
--variants rows=open|mended
SELECT r.row_number, r.line, r.status, r.raw, r.fields::text, r.mended_at IS NOT NULL, r.transaction_id, NULL
  FROM finance.import_rows r
 WHERE r.household_id = $1 AND r.import_id = $2
--[rows=open]    AND r.status NOT IN ('committed', 'reverted')
--[rows=mended]    AND (r.mended_at IS NOT NULL OR r.fields ? 'choice')
 ORDER BY r.row_number
