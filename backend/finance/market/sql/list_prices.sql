-- A page of the closes of an instrument that count, oldest first.
-- $1 household, $2 instrument, $3 day after which, $4 last day, $5 how many
SELECT DISTINCT ON (price_date) price_date, close, currency, source, recorded_at
  FROM finance.prices
 WHERE instrument_id = $2 AND (household_id = $1 OR household_id IS NULL) AND withdrawn_at IS NULL
   AND price_date > $3 AND price_date <= $4
 ORDER BY price_date, household_id NULLS LAST, recorded_at DESC, source
 LIMIT $5
