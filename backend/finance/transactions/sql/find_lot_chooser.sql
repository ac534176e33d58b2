-- A transaction that stands and chose a lot of one of those named.
-- $1 household, $2 transactions
SELECT r.transaction_id
  FROM finance.transaction_revisions r
 CROSS JOIN LATERAL jsonb_array_elements(r.lots) AS l (item)
 WHERE r.household_id = $1 AND r.superseded_at IS NULL AND NOT r.deleted AND r.lots IS NOT NULL
   AND l.item ->> 'transaction' = ANY ($2::text[]) AND r.transaction_id::text <> ALL ($2::text[])
 ORDER BY r.trade_date, r.transaction_id
 LIMIT 1
