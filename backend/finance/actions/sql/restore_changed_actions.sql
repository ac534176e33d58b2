-- Puts back the corporate actions that a change took away.
-- $1 household, $2 the change, $3 the change that takes it back
INSERT INTO finance.corporate_actions (id, household_id, action_id, revision, instrument_id, kind, effective_on, ratio_to, ratio_from, other_instrument_id,
                                       cost_share, amount, currency, new_price, fraction_price, note, transactions, source, import_id, change_id)
SELECT gen_random_uuid(), a.household_id, a.action_id,
       (SELECT max(r.revision) FROM finance.corporate_actions r WHERE r.household_id = $1 AND r.action_id = a.action_id) + 1,
       a.instrument_id, a.kind, a.effective_on, a.ratio_to, a.ratio_from, a.other_instrument_id,
       a.cost_share, a.amount, a.currency, a.new_price, a.fraction_price, a.note, a.transactions, a.source, a.import_id, $3
  FROM finance.corporate_actions a
 WHERE a.household_id = $1 AND a.withdrawn_by = $2
