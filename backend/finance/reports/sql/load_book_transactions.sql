-- Transactions of a household as they stand or stood, for a report; in no order: all, or those that stand of the ones changed since a version.
-- $1 household, $2 the moment of the knowledge, $3 the version
--variants known=now|then|since
SELECT transaction_id, account_id, type, trade_date, to_char(trade_time, 'HH24:MI'), instrument_id, quantity, price, amount, currency,
       fee, tax, sequence, accrued_interest, fx_rate, counter_account_id, counter_date, counter_amount, counter_currency,
       ratio_to, ratio_from, cost, acquired_on, realises, principal, interest, category,
       counter_instrument_id, counter_quantity, cost_share, linked_transaction_id, lots, details
--[known=now]  FROM finance.transaction_revisions
--[known=now] WHERE household_id = $1 AND superseded_at IS NULL AND NOT deleted AND $2::timestamptz IS NULL AND $3::bigint IS NULL
--[known=then]  FROM (SELECT DISTINCT ON (transaction_id) * FROM finance.transaction_revisions
--[known=then]         WHERE household_id = $1 AND recorded_at <= $2 AND $3::bigint IS NULL AND (superseded_at IS NULL OR superseded_at > $2)
--[known=then]         ORDER BY transaction_id, revision DESC) AS known
--[known=then] WHERE NOT deleted
--[known=since]  FROM finance.transaction_revisions
--[known=since] WHERE household_id = $1 AND superseded_at IS NULL AND NOT deleted AND $2::timestamptz IS NULL
--[known=since]   AND transaction_id = ANY (SELECT unnest(c.transactions) FROM finance.book_changes c WHERE c.household_id = $1 AND c.version > $3)
