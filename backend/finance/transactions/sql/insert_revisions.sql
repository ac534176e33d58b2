-- Revisions of transactions, one each.
-- $1 household, $2 actor, $3 system, $4 on behalf of, $5 reason, $6 deleted, then a list a column as below
INSERT INTO finance.transaction_revisions
  (household_id, actor_id, actor_system, on_behalf_of, reason, deleted, transaction_id, revision, account_id, type, trade_date, trade_time,
   settlement_date, sequence, instrument_id, quantity, price, currency, amount, fee, tax, accrued_interest, fx_rate, fx_from, fx_to,
   counter_account_id, counter_date, counter_amount, counter_currency, ratio_to, ratio_from, cost, acquired_on, realises, principal,
   interest, category, note)
SELECT $1, $2, $3, $4, $5, $6, g.*
  FROM unnest($7::uuid[], $8::integer[], $9::uuid[], $10::text[], $11::date[], $12::time[], $13::date[], $14::bigint[], $15::uuid[],
              $16::numeric[], $17::numeric[], $18::text[], $19::numeric[], $20::numeric[], $21::numeric[], $22::numeric[], $23::numeric[],
              $24::text[], $25::text[], $26::uuid[], $27::date[], $28::numeric[], $29::text[], $30::bigint[], $31::bigint[],
              $32::numeric[], $33::date[], $34::boolean[], $35::numeric[], $36::numeric[], $37::text[], $38::text[])
         AS g (transaction_id, revision, account_id, type, trade_date, trade_time, settlement_date, sequence, instrument_id, quantity,
               price, currency, amount, fee, tax, accrued_interest, fx_rate, fx_from, fx_to, counter_account_id, counter_date,
               counter_amount, counter_currency, ratio_to, ratio_from, cost, acquired_on, realises, principal, interest, category, note)
