-- The corporate actions that a change recorded and that stand.
-- $1 household, $2 change
--include corporate_action_row
 WHERE a.household_id = $1 AND a.change_id = $2 AND a.withdrawn_at IS NULL
