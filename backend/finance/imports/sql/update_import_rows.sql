-- What has become of rows of an import. Those are there; as an upsert each is found by its key, whatever the planner believes of a table that was just filled.
-- $1 household, $2 import, $3 numbers, $4 statuses, $5 decisions, $6 errors, $7 transactions
INSERT INTO finance.import_rows AS r (household_id, import_id, row_number, line, raw, status, fields, errors, transaction_id)
SELECT $1, $2, g.row_number, 1, '{}', g.status, g.fields::jsonb, g.errors::jsonb, g.transaction_id
  FROM unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::uuid[]) AS g (row_number, status, fields, errors, transaction_id)
ON CONFLICT (household_id, import_id, row_number) DO UPDATE
   SET status = excluded.status, fields = excluded.fields, errors = excluded.errors, transaction_id = excluded.transaction_id
