-- Of the transactions named, those that stand and bring units of an instrument.
-- $1 household, $2 transactions, $3 instrument
SELECT r.transaction_id FROM finance.transaction_revisions r
 WHERE r.household_id = $1 AND r.transaction_id = ANY ($2::uuid[]) AND r.superseded_at IS NULL AND NOT r.deleted
   AND ((r.instrument_id = $3 AND r.type IN ('buy', 'sell', 'delivery_in', 'reward', 'stock_dividend', 'transfer')) OR r.counter_instrument_id = $3)
