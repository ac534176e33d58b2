-- What a change did to transactions, which are locked, and where they stand now.
-- $1 household, $2 change
SELECT t.id, r.revision, t.current_revision
  FROM finance.transaction_revisions r
  JOIN finance.transactions t ON t.household_id = $1 AND t.id = r.transaction_id
 WHERE r.household_id = $1 AND r.change_id = $2
 ORDER BY t.id
   FOR UPDATE OF t
