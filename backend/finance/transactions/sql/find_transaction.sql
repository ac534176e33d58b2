-- The latest revision of a transaction, removed or not.
-- $1 household, $2 transaction
--include transaction_row
  FROM finance.transaction_revisions r
--include transaction_names
 WHERE r.household_id = $1 AND r.transaction_id = $2 AND r.superseded_at IS NULL
