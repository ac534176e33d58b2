-- Locks one corporate action of the household.
-- $1 household, $2 action
SELECT a.revision FROM finance.corporate_actions a
 WHERE a.household_id = $1 AND a.action_id = $2 AND a.withdrawn_at IS NULL
   FOR UPDATE
