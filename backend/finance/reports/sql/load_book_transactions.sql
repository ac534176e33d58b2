-- Every transaction of a household as it stands or stood, for a report; in no order.
-- $1 household, $2 the moment of the knowledge
--variants known=now|then
SELECT transaction_id, account_id, type, trade_date, to_char(trade_time, 'HH24:MI'), instrument_id, quantity, price, amount, currency,
       fee, tax, sequence, accrued_interest, fx_rate, counter_account_id, counter_date, counter_amount, counter_currency,
       ratio_to, ratio_from, cost, acquired_on, realises, principal, interest, category,
       counter_instrument_id, counter_quantity, cost_share, linked_transaction_id, lots, details
--[known=now]  FROM finance.transaction_revisions
--[known=now] WHERE household_id = $1 AND superseded_at IS NULL AND NOT deleted AND $2::timestamptz IS NULL
--[known=then]  FROM (SELECT DISTINCT ON (transaction_id) * FROM finance.transaction_revisions
--[known=then]         WHERE household_id = $1 AND recorded_at <= $2 AND (superseded_at IS NULL OR superseded_at > $2)
--[known=then]         ORDER BY transaction_id, revision DESC) AS known
--[known=then] WHERE NOT deleted
