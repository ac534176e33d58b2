-- The postings of revisions, just recorded, that say again what the last but one said.
-- $1 household, $2 transactions
INSERT INTO finance.postings (household_id, transaction_id, revision, line, ledger, category, account_id, instrument_id, booked_on,
                              currency, amount, quantity, cost_unknown)
SELECT $1, g.transaction_id, h.current_revision, (p.e).line, (p.e).ledger, (p.e).category, (p.e).account_id, (p.e).instrument_id,
       (p.e).booked_on, (p.e).currency, (p.e).amount, (p.e).quantity, (p.e).cost_unknown
  FROM unnest($2::uuid[]) AS g (transaction_id)
  -- By key for each: the planner knows nothing yet of what has just been imported.
 CROSS JOIN LATERAL (SELECT t.current_revision FROM finance.transactions t
                      WHERE t.household_id = $1 AND t.id = g.transaction_id OFFSET 0) AS h
 CROSS JOIN LATERAL (SELECT e FROM finance.postings e
                      WHERE e.household_id = $1 AND e.transaction_id = g.transaction_id AND e.revision = h.current_revision - 2 OFFSET 0) AS p
