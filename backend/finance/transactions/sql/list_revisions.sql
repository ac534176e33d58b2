-- A page of the revisions of a transaction, latest first.
-- $1 household, $2 transaction, $3 revision before which, $4 how many
--include transaction_row
  FROM finance.transaction_revisions r
--include transaction_names
 WHERE r.household_id = $1 AND r.transaction_id = $2 AND r.revision < $3
 ORDER BY r.revision DESC
 LIMIT $4
