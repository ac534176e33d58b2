-- The recorded postings of whole revisions, in one statement: the balance is checked over it.
-- $1 household, then a list a column as below
INSERT INTO finance.postings (household_id, transaction_id, revision, line, ledger, category, account_id, instrument_id, booked_on,
                              currency, amount, quantity, cost_unknown)
SELECT $1, g.*
  FROM unnest($2::uuid[], $3::integer[], $4::smallint[], $5::text[], $6::text[], $7::uuid[], $8::uuid[], $9::date[], $10::text[],
              $11::numeric[], $12::numeric[], $13::boolean[])
         AS g (transaction_id, revision, line, ledger, category, account_id, instrument_id, booked_on, currency, amount, quantity, cost_unknown)
