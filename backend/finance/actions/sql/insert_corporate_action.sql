-- A corporate action, or its next revision.
-- $1 household, $2 id of the row, $3 action, $4 revision, $5 instrument, $6 kind, $7 day, $8 new units, $9 old units, $10 other instrument, $11 cost share, $12 cash per unit, $13 currency, $14 new price, $15 price of fractions, $16 note, $17 transactions, $18 change
INSERT INTO finance.corporate_actions (id, household_id, action_id, revision, instrument_id, kind, effective_on, ratio_to, ratio_from, other_instrument_id,
                                       cost_share, amount, currency, new_price, fraction_price, note, transactions, source, change_id)
VALUES ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'manual', $18)
