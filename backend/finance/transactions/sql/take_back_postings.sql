-- The postings of revisions that say again what an earlier one said: those of the latest equal one.
-- $1 household, $2 transactions
INSERT INTO finance.postings (household_id, transaction_id, revision, line, ledger, category, account_id, instrument_id, booked_on,
                              currency, amount, quantity, cost_unknown)
SELECT $1, g.transaction_id, c.revision, p.line, p.ledger, p.category, p.account_id, p.instrument_id, p.booked_on, p.currency, p.amount,
       p.quantity, p.cost_unknown
  FROM unnest($2::uuid[]) AS g (transaction_id)
  -- By key for each: what has just been imported is not in the planner's statistics yet.
 CROSS JOIN LATERAL (SELECT l.revision FROM finance.transaction_revisions l
                      WHERE l.household_id = $1 AND l.transaction_id = g.transaction_id AND l.superseded_at IS NULL AND NOT l.deleted
                        AND l.revision > 2 AND l.recorded_at = now() OFFSET 0) AS c
 CROSS JOIN LATERAL (SELECT e.* FROM finance.postings e
                      WHERE e.household_id = $1 AND e.transaction_id = g.transaction_id AND e.revision = c.revision - 2 OFFSET 0) AS p
