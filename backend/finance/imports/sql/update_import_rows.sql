-- What has become of rows of an import.
-- $1 household, $2 import, $3 numbers, $4 statuses, $5 decisions, $6 errors, $7 transactions
UPDATE finance.import_rows r
   SET status = g.status, fields = g.fields::jsonb, errors = g.errors::jsonb, transaction_id = g.transaction_id
  FROM unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[]) AS g (row_number, status, fields, errors, transaction_id)
 WHERE r.household_id = $1 AND r.import_id = $2 AND r.row_number = g.row_number
