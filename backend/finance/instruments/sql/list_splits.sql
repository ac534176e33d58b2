-- A page of the splits of an instrument, latest first.
-- $1 household, $2 instrument, $3 day of the last one seen, $4 its id, $5 how many
SELECT id, instrument_id, effective_on, ratio_to, ratio_from, note, recorded_at
  FROM finance.corporate_actions
 WHERE instrument_id = $2 AND kind = 'split' AND (household_id = $1 OR household_id IS NULL) AND withdrawn_at IS NULL
   AND (effective_on, id) < ($3, $4)
 ORDER BY effective_on DESC, id DESC
 LIMIT $5
