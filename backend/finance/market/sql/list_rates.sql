-- A page of the rates of a pair that count, oldest first.
-- $1 household, $2 from, $3 to, $4 day after which, $5 last day, $6 how many
SELECT DISTINCT ON (rate_date) rate_date, rate, source, recorded_at
  FROM finance.fx_rates
 WHERE from_currency = $2 AND to_currency = $3 AND (household_id = $1 OR household_id IS NULL) AND withdrawn_at IS NULL
   AND rate_date > $4 AND rate_date <= $5
 ORDER BY rate_date, household_id NULLS LAST, recorded_at DESC, source
 LIMIT $6
