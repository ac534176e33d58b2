-- The dated names of an instrument, oldest first.
-- $1 household, $2 instrument
SELECT DISTINCT ON (kind, valid_from) kind, valid_from, value FROM finance.instrument_names
 WHERE instrument_id = $2 AND (household_id = $1 OR household_id IS NULL) AND withdrawn_at IS NULL
   AND kind IN ('symbol', 'isin', 'name')
 ORDER BY kind, valid_from, household_id NULLS LAST, recorded_at DESC
