-- The packed years of the instruments, oldest first; of one year the public part before the household's.
-- $1 household, $2 instruments
SELECT instrument_id, currency, year, entries, scale, width, packed
  FROM finance.price_series
 WHERE instrument_id = ANY ($2::uuid[]) AND (household_id = $1 OR household_id IS NULL)
 ORDER BY instrument_id, year, household_id NULLS FIRST
