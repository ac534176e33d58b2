-- The action of a kind that is known of an instrument and day, the public one first.
-- $1 household, $2 instrument, $3 day, $4 kind, $5 other instrument, $6 an action that does not count
--include corporate_action_row
 WHERE a.instrument_id = $2 AND (a.household_id = $1 OR a.household_id IS NULL) AND a.withdrawn_at IS NULL
   AND a.effective_on = $3 AND a.kind = $4 AND a.other_instrument_id IS NOT DISTINCT FROM $5::uuid
   AND a.action_id IS DISTINCT FROM $6::uuid
 ORDER BY a.household_id NULLS FIRST LIMIT 1
