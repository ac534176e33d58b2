-- The closes of the household that count, between two days, by instrument and day.
-- $1 household, $2 instruments, $3 first day, $4 last day
SELECT DISTINCT ON (p.instrument_id, p.price_date) p.instrument_id, p.price_date, p.close, p.currency
  FROM finance.prices p
 WHERE p.household_id = $1 AND p.instrument_id = ANY ($2::uuid[]) AND p.price_date BETWEEN $3 AND $4 AND p.withdrawn_at IS NULL
 ORDER BY p.instrument_id, p.price_date, p.recorded_at DESC, p.source
