-- The closes of the instruments that counted at a moment, oldest first; a household's beats a public one of the day.
-- $1 household, $2 instruments, $3 the moment of the knowledge
SELECT DISTINCT ON (instrument_id, price_date) instrument_id, currency, price_date, close
  FROM finance.prices
 WHERE instrument_id = ANY ($2::uuid[]) AND (household_id = $1 OR household_id IS NULL)
   AND recorded_at <= $3 AND (withdrawn_at IS NULL OR withdrawn_at > $3)
 ORDER BY instrument_id, price_date, household_id NULLS LAST, recorded_at DESC, source
