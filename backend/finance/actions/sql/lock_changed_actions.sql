-- What a change did to corporate actions, which are locked, and whether they can be put back.
-- $1 household, $2 change
SELECT a.change_id IS NOT DISTINCT FROM $2, a.withdrawn_at IS NULL,
       EXISTS (SELECT FROM finance.corporate_actions o
                WHERE o.household_id = $1 AND o.withdrawn_at IS NULL AND o.change_id IS DISTINCT FROM $2
                  AND (o.action_id = a.action_id
                       OR (o.instrument_id = a.instrument_id AND o.effective_on = a.effective_on AND o.kind = a.kind
                           AND o.other_instrument_id IS NOT DISTINCT FROM a.other_instrument_id)))
  FROM finance.corporate_actions a
 WHERE a.household_id = $1 AND (a.change_id = $2 OR a.withdrawn_by = $2)
   FOR UPDATE OF a
