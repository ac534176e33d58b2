-- The rates of the household that count, between two days, by pair and day.
-- $1 household, $2 from, $3 to, $4 first day, $5 last day
SELECT DISTINCT ON (r.from_currency, r.to_currency, r.rate_date) r.from_currency, r.to_currency, r.rate_date, r.rate
  FROM unnest($2::text[], $3::text[]) AS pair (from_currency, to_currency)
  JOIN finance.fx_rates r ON r.from_currency = pair.from_currency AND r.to_currency = pair.to_currency
 WHERE r.household_id = $1 AND r.rate_date BETWEEN $4 AND $5 AND r.withdrawn_at IS NULL
 ORDER BY r.from_currency, r.to_currency, r.rate_date, r.recorded_at DESC, r.source
