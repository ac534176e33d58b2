-- One change.
-- $1 household, $2 change
--include change_row
  FROM finance.changes c
--include change_first_row
 WHERE c.household_id = $1 AND c.id = $2
