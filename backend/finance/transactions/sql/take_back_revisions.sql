-- One more revision of each transaction: of a first revision the removal, of a later one that still holds what held before it. Those edited since by a person keep the edit, but for the removal.
-- $1 household, $2 actor, $3 system, $4 on behalf of, $5 reason, $6 transactions, $7 the revisions to take back
INSERT INTO finance.transaction_revisions
  (household_id, transaction_id, revision, actor_id, actor_system, on_behalf_of, reason, deleted, account_id, type, trade_date, trade_time,
   settlement_date, sequence, instrument_id, quantity, price, currency, amount, fee, tax, accrued_interest, fx_rate, fx_from, fx_to,
   direction, counter_account_id, counter_date, counter_instrument_id, counter_quantity, counter_amount, counter_currency,
   linked_transaction_id, ratio_to, ratio_from, cost_share, cost, cost_currency, acquired_on, realises, principal, interest, category,
   lots, details, note, tags)
SELECT $1, (r.e).transaction_id, h.current_revision + 1, $2, $3, $4, $5, g.revision = 1, (r.e).account_id, (r.e).type, (r.e).trade_date, (r.e).trade_time,
       (r.e).settlement_date, (r.e).sequence, (r.e).instrument_id, (r.e).quantity, (r.e).price, (r.e).currency, (r.e).amount, (r.e).fee, (r.e).tax, (r.e).accrued_interest,
       (r.e).fx_rate, (r.e).fx_from, (r.e).fx_to, (r.e).direction, (r.e).counter_account_id, (r.e).counter_date, (r.e).counter_instrument_id, (r.e).counter_quantity,
       (r.e).counter_amount, (r.e).counter_currency, (r.e).linked_transaction_id, (r.e).ratio_to, (r.e).ratio_from, (r.e).cost_share, (r.e).cost, (r.e).cost_currency,
       (r.e).acquired_on, (r.e).realises, (r.e).principal, (r.e).interest, (r.e).category, (r.e).lots, (r.e).details, (r.e).note, (r.e).tags
  FROM unnest($6::uuid[], $7::integer[]) AS g (transaction_id, revision)
  -- By key for each: the planner knows nothing yet of what has just been imported.
 CROSS JOIN LATERAL (SELECT t.current_revision FROM finance.transactions t
                      WHERE t.household_id = $1 AND t.id = g.transaction_id AND t.deleted_at IS NULL OFFSET 0) AS h
 CROSS JOIN LATERAL (SELECT e FROM finance.transaction_revisions e
                      WHERE e.household_id = $1 AND e.transaction_id = g.transaction_id
                        AND e.revision = CASE WHEN g.revision = 1 THEN h.current_revision ELSE g.revision - 1 END OFFSET 0) AS r
 WHERE g.revision = 1 OR h.current_revision = g.revision
RETURNING transaction_id, deleted
