-- One more revision of each transaction: of a first revision the removal, of a later one that still holds what held before it. Those edited since by a person keep the edit, but for the removal.
-- $1 household, $2 actor, $3 system, $4 on behalf of, $5 reason, $6 transactions, $7 the revisions to take back
INSERT INTO finance.transaction_revisions
  (household_id, transaction_id, revision, actor_id, actor_system, on_behalf_of, reason, deleted, account_id, type, trade_date, trade_time,
   settlement_date, sequence, instrument_id, quantity, price, currency, amount, fee, tax, accrued_interest, fx_rate, fx_from, fx_to,
   direction, counter_account_id, counter_date, counter_instrument_id, counter_quantity, counter_amount, counter_currency,
   linked_transaction_id, ratio_to, ratio_from, cost_share, cost, cost_currency, acquired_on, realises, principal, interest, category,
   lots, details, note, tags)
SELECT $1, r.transaction_id, c.revision + 1, $2, $3, $4, $5, g.revision = 1, r.account_id, r.type, r.trade_date, r.trade_time,
       r.settlement_date, r.sequence, r.instrument_id, r.quantity, r.price, r.currency, r.amount, r.fee, r.tax, r.accrued_interest,
       r.fx_rate, r.fx_from, r.fx_to, r.direction, r.counter_account_id, r.counter_date, r.counter_instrument_id, r.counter_quantity,
       r.counter_amount, r.counter_currency, r.linked_transaction_id, r.ratio_to, r.ratio_from, r.cost_share, r.cost, r.cost_currency,
       r.acquired_on, r.realises, r.principal, r.interest, r.category, r.lots, r.details, r.note, r.tags
  FROM unnest($6::uuid[], $7::integer[]) AS g (transaction_id, revision)
  -- By key for each: what has just been imported is not in the planner's statistics yet.
 CROSS JOIN LATERAL (SELECT l.revision FROM finance.transaction_revisions l
                      WHERE l.household_id = $1 AND l.transaction_id = g.transaction_id AND l.superseded_at IS NULL AND NOT l.deleted OFFSET 0) AS c
 CROSS JOIN LATERAL (SELECT e.* FROM finance.transaction_revisions e
                      WHERE e.household_id = $1 AND e.transaction_id = g.transaction_id
                        AND e.revision = CASE WHEN g.revision = 1 THEN c.revision ELSE g.revision - 1 END OFFSET 0) AS r
 WHERE g.revision = 1 OR c.revision = g.revision
RETURNING transaction_id
