-- The latest revisions of transactions.
-- $1 household, $2 transactions
--include transaction_row
  FROM (SELECT k.* FROM finance.transaction_revisions k
         WHERE k.household_id = $1 AND k.transaction_id = ANY ($2::uuid[]) AND k.superseded_at IS NULL) AS r
--include transaction_names
