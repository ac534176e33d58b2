-- The transactions that the committed rows of an import wrote, each with the first revision it wrote.
-- $1 household, $2 import
SELECT r.transaction_id, min(coalesce((r.fields ->> 'revision')::bigint, 1))
  FROM finance.import_rows r
 WHERE r.household_id = $1 AND r.import_id = $2 AND r.status = 'committed' AND r.transaction_id IS NOT NULL
 GROUP BY r.transaction_id
 ORDER BY r.transaction_id
