-- The last close that counts before a day.
-- $1 household, $2 instrument, $3 day
SELECT close FROM finance.prices
 WHERE instrument_id = $2 AND (household_id = $1 OR household_id IS NULL) AND withdrawn_at IS NULL AND price_date < $3
 ORDER BY price_date DESC, household_id NULLS LAST, recorded_at DESC
 LIMIT 1
