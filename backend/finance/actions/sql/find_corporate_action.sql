-- One corporate action of an instrument, as it stands.
-- $1 household, $2 instrument, $3 action
--include corporate_action_row
 WHERE a.instrument_id = $2 AND (a.household_id = $1 OR a.household_id IS NULL) AND a.withdrawn_at IS NULL AND a.action_id = $3
