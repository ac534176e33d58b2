-- Revisions of transactions, one each.
-- $1 household, $2 actor, $3 system, $4 on behalf of, $5 reason, $6 deleted, $7 change, then a list a column as below
INSERT INTO finance.transaction_revisions
  (household_id, actor_id, actor_system, on_behalf_of, reason, deleted, change_id, transaction_id, revision, account_id, type, trade_date, trade_time,
   settlement_date, sequence, instrument_id, quantity, price, currency, amount, fee, tax, accrued_interest, fx_rate, fx_from, fx_to,
   counter_account_id, counter_date, counter_amount, counter_currency, ratio_to, ratio_from, cost, acquired_on, realises, principal,
   interest, category, note, counter_instrument_id, counter_quantity, cost_share, linked_transaction_id, lots, details)
SELECT $1, $2, $3, $4, $5, $6, $7, g.*
  FROM unnest($8::uuid[], $9::integer[], $10::uuid[], $11::text[], $12::date[], $13::time[], $14::date[], $15::bigint[], $16::uuid[],
              $17::numeric[], $18::numeric[], $19::text[], $20::numeric[], $21::numeric[], $22::numeric[], $23::numeric[], $24::numeric[],
              $25::text[], $26::text[], $27::uuid[], $28::date[], $29::numeric[], $30::text[], $31::bigint[], $32::bigint[],
              $33::numeric[], $34::date[], $35::boolean[], $36::numeric[], $37::numeric[], $38::text[], $39::text[], $40::uuid[], $41::numeric[], $42::numeric[], $43::uuid[], $44::jsonb[], $45::jsonb[])
         AS g (transaction_id, revision, account_id, type, trade_date, trade_time, settlement_date, sequence, instrument_id, quantity,
               price, currency, amount, fee, tax, accrued_interest, fx_rate, fx_from, fx_to, counter_account_id, counter_date,
               counter_amount, counter_currency, ratio_to, ratio_from, cost, acquired_on, realises, principal, interest, category, note,
               counter_instrument_id, counter_quantity, cost_share, linked_transaction_id, lots, details)
