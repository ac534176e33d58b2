-- The splits of the instruments named, oldest first; a public one beats the household's of the same day.
-- $1 household, $2 instruments
SELECT DISTINCT ON (instrument_id, effective_on) id, instrument_id, effective_on, ratio_to, ratio_from, note, recorded_at
  FROM finance.corporate_actions
 WHERE instrument_id = ANY ($2::uuid[]) AND kind = 'split' AND (household_id = $1 OR household_id IS NULL) AND withdrawn_at IS NULL
 ORDER BY instrument_id, effective_on, household_id NULLS FIRST
