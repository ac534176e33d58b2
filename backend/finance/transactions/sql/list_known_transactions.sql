-- What is recorded on accounts between two days, or under one of the identifiers of the source.
-- $1 household, $2 accounts, $3 first day, $4 last day, $5 external ids
SELECT r.transaction_id, r.account_id, r.type, r.trade_date, to_char(r.trade_time, 'HH24:MI:SS'), r.settlement_date, r.instrument_id,
       r.quantity, r.price, r.amount, r.currency, r.fee, r.tax, r.accrued_interest, r.fx_rate, r.counter_account_id, r.counter_date,
       r.counter_amount, r.counter_currency, r.ratio_to, r.ratio_from, r.cost, r.acquired_on, r.realises, r.principal, r.interest,
       r.category, r.sequence, t.external_id, r.note, r.revision, encode(t.fingerprint, 'hex'),
       r.counter_instrument_id, r.counter_quantity, r.cost_share, r.linked_transaction_id, r.lots, r.details
  FROM finance.transaction_revisions r
  -- By key for each: the planner knows nothing yet of what has just been imported.
 CROSS JOIN LATERAL (SELECT h.external_id, h.fingerprint FROM finance.transactions h WHERE h.household_id = $1 AND h.id = r.transaction_id OFFSET 0) AS t
 WHERE r.household_id = $1 AND r.account_id = ANY ($2::uuid[]) AND r.superseded_at IS NULL AND NOT r.deleted
   AND (r.trade_date BETWEEN $3 AND $4
        OR r.transaction_id IN (SELECT n.id FROM finance.transactions n
                                 WHERE n.household_id = $1 AND n.external_id IN (SELECT unnest($5::text[]))))
 ORDER BY r.trade_date, r.sequence, r.transaction_id
