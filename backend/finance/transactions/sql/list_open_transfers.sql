-- A page of what left an account, latest first, each with what may have arrived in another: five at most, nearest first.
-- $1 household, $2 account, $3 days between the two, $4 accounts without amounts, $5 day of the last one seen, $6 its id, $7 how many
WITH sent AS (
  SELECT o.transaction_id, o.trade_date, o.account_id, o.instrument_id, o.currency,
         CASE WHEN o.type IN ('withdrawal', 'cash_transfer') THEN 'deposit' ELSE 'delivery_in' END AS arrives_as,
         CASE WHEN o.type IN ('withdrawal', 'cash_transfer') THEN o.amount ELSE o.quantity END AS figure,
         coalesce(o.details ->> 'arrival' = 'pending', false) AS on_the_way
    FROM finance.transaction_revisions o
   WHERE o.household_id = $1 AND o.superseded_at IS NULL AND NOT o.deleted AND (o.trade_date, o.transaction_id) < ($5::date, $6::uuid)
     AND ($2::uuid IS NULL OR o.account_id = $2) AND o.account_id <> ALL ($4::uuid[])
     AND (o.type = 'withdrawal' OR (o.type = 'delivery_out' AND NOT o.realises)
          OR (o.type IN ('cash_transfer', 'transfer') AND o.details ->> 'arrival' = 'pending'))
), pairs AS (
  SELECT s.transaction_id, s.trade_date, s.on_the_way, c.transaction_id AS received_id, c.place
    FROM sent s
    LEFT JOIN LATERAL (
      SELECT i.transaction_id, row_number() OVER (ORDER BY abs(f.figure - s.figure), abs(i.trade_date - s.trade_date), i.transaction_id) AS place
        FROM finance.transaction_revisions i
       CROSS JOIN LATERAL (SELECT CASE WHEN i.type = 'deposit' THEN i.amount ELSE i.quantity END AS figure) AS f
       WHERE i.household_id = $1 AND i.superseded_at IS NULL AND NOT i.deleted AND i.type = s.arrives_as AND i.account_id <> s.account_id
         AND i.account_id <> ALL ($4::uuid[])
         AND i.trade_date BETWEEN s.trade_date - $3::integer AND s.trade_date + $3::integer
         AND (s.arrives_as = 'delivery_in' OR i.currency = s.currency) AND (s.arrives_as = 'deposit' OR i.instrument_id = s.instrument_id)
         AND abs(f.figure - s.figure) * 100 <= s.figure
       ORDER BY place LIMIT 5) AS c ON true
), kept AS (
  SELECT DISTINCT p.trade_date, p.transaction_id FROM pairs p WHERE p.received_id IS NOT NULL OR p.on_the_way
   ORDER BY p.trade_date DESC, p.transaction_id DESC LIMIT $7
)
SELECT k.transaction_id, k.trade_date, p.received_id
  FROM kept k JOIN pairs p ON p.transaction_id = k.transaction_id
 ORDER BY k.trade_date DESC, k.transaction_id DESC, p.place
