-- The packed years of all pairs, oldest first; of one year the public part before the household's.
-- $1 household
SELECT from_currency, to_currency, year, entries, scale, width, packed
  FROM finance.fx_series
 WHERE household_id = $1 OR household_id IS NULL
 ORDER BY from_currency, to_currency, year, household_id NULLS FIRST
