-- The rates of all pairs that counted at a moment, oldest first; a household's beats a public one of the day.
-- $1 household, $2 the moment of the knowledge
SELECT DISTINCT ON (from_currency, to_currency, rate_date) from_currency, to_currency, rate_date, rate
  FROM finance.fx_rates
 WHERE (household_id = $1 OR household_id IS NULL)
   AND recorded_at <= $2 AND (withdrawn_at IS NULL OR withdrawn_at > $2)
 ORDER BY from_currency, to_currency, rate_date, household_id NULLS LAST, recorded_at DESC, source
