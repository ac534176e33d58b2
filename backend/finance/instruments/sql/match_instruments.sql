-- Instruments that have or had one of the symbols or ISINs (in capitals); the household's own first.
-- $1 household, $2 symbols, $3 ISINs
SELECT n.kind, upper(n.value), n.instrument_id, n.valid_from, i.currency
  FROM finance.instrument_names n
  JOIN finance.instruments i ON i.id = n.instrument_id
 WHERE (n.household_id = $1 OR n.household_id IS NULL) AND n.withdrawn_at IS NULL
   AND ((n.kind = 'symbol' AND upper(n.value) = ANY ($2::text[])) OR (n.kind = 'isin' AND upper(n.value) = ANY ($3::text[])))
 ORDER BY n.kind, upper(n.value), n.household_id NULLS LAST, n.valid_from DESC, n.instrument_id
