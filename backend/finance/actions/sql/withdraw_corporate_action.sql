-- Takes a corporate action away.
-- $1 household, $2 action, $3 change
UPDATE finance.corporate_actions SET withdrawn_at = now(), withdrawn_by = $3
 WHERE household_id = $1 AND action_id = $2 AND withdrawn_at IS NULL
