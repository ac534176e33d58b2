-- Takes away the corporate actions that a change recorded.
-- $1 household, $2 the change, $3 the change that takes it back
UPDATE finance.corporate_actions SET withdrawn_at = now(), withdrawn_by = $3
 WHERE household_id = $1 AND change_id = $2 AND withdrawn_at IS NULL
