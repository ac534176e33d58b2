-- A page of the corporate actions of an instrument, latest first.
-- $1 household, $2 instrument, $3 day of the last one seen, $4 its id, $5 how many
--include corporate_action_row
 WHERE a.instrument_id = $2 AND (a.household_id = $1 OR a.household_id IS NULL) AND a.withdrawn_at IS NULL
   AND (a.effective_on, a.action_id) < ($3, $4)
 ORDER BY a.effective_on DESC, a.action_id DESC
 LIMIT $5
