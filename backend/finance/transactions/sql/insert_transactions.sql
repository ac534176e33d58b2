-- The heads of new transactions.
-- $1 household, $2 ids, $3 accounts, $4 import, $5 rows of the import, $6 fingerprints in hexadecimal, $7 external ids
INSERT INTO finance.transactions (household_id, id, account_id, import_id, import_row, fingerprint, external_id)
SELECT $1, g.id, g.account_id, $4, g.import_row, decode(g.fingerprint, 'hex'), g.external_id
  FROM unnest($2::uuid[], $3::uuid[], $5::integer[], $6::text[], $7::text[]) AS g (id, account_id, import_row, fingerprint, external_id)
