-- A transaction as it had been recorded by a moment, removed or not.
-- $1 household, $2 transaction, $3 the moment of the knowledge
--include transaction_row
  FROM (SELECT k.* FROM finance.transaction_revisions k
         WHERE k.household_id = $1 AND k.transaction_id = $2 AND k.recorded_at <= $3
         ORDER BY k.revision DESC LIMIT 1) AS r
--include transaction_names
