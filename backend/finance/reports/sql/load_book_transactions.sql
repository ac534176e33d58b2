-- Every transaction of a household as it stands, for a report; in no order.
-- $1 household
SELECT transaction_id, account_id, type, trade_date, to_char(trade_time, 'HH24:MI'), instrument_id, quantity, price, amount, currency,
       fee, tax, sequence, accrued_interest, fx_rate, counter_account_id, counter_date, counter_amount, counter_currency,
       ratio_to, ratio_from, cost, acquired_on, realises, principal, interest, category
  FROM finance.transaction_revisions
 WHERE household_id = $1 AND superseded_at IS NULL AND NOT deleted
