-- Revisions of transactions, removed or not.
-- $1 household, $2 transactions, $3 a revision of each
--include transaction_row
  FROM (SELECT k.* FROM unnest($2::uuid[], $3::integer[]) AS g (transaction_id, revision)
         CROSS JOIN LATERAL (SELECT e.* FROM finance.transaction_revisions e
                              WHERE e.household_id = $1 AND e.transaction_id = g.transaction_id AND e.revision = g.revision OFFSET 0) AS k) AS r
--include transaction_names
