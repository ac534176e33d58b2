-- The postings of revisions that say again what an earlier one said: those of the latest equal one.
-- $1 household, $2 transactions
INSERT INTO finance.postings (household_id, transaction_id, revision, line, ledger, category, account_id, instrument_id, booked_on,
                              currency, amount, quantity, cost_unknown)
SELECT $1, p.transaction_id, c.revision, p.line, p.ledger, p.category, p.account_id, p.instrument_id, p.booked_on, p.currency, p.amount,
       p.quantity, p.cost_unknown
  FROM unnest($2::uuid[]) AS g (transaction_id)
  JOIN finance.transaction_revisions c
    ON c.household_id = $1 AND c.transaction_id = g.transaction_id AND c.superseded_at IS NULL AND NOT c.deleted AND c.revision > 2
  JOIN finance.postings p ON p.household_id = $1 AND p.transaction_id = c.transaction_id AND p.revision = c.revision - 2
 WHERE NOT EXISTS (SELECT FROM finance.postings own WHERE own.household_id = $1 AND own.transaction_id = c.transaction_id AND own.revision = c.revision)
   AND c.recorded_at = now()
