-- The split of an instrument on a day, the public one first.
-- $1 household, $2 instrument, $3 day
SELECT id, instrument_id, effective_on, ratio_to, ratio_from, note, recorded_at
  FROM finance.corporate_actions
 WHERE instrument_id = $2 AND kind = 'split' AND (household_id = $1 OR household_id IS NULL) AND withdrawn_at IS NULL
   AND effective_on = $3
 ORDER BY household_id NULLS FIRST LIMIT 1
