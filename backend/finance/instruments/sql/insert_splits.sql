-- Splits as facts of their instruments; one that is known is left as it is.
-- $1 household, $2 ids, $3 instruments, $4 days, $5 new units, $6 old units, $7 source, $8 import, $9 note
INSERT INTO finance.corporate_actions (id, household_id, instrument_id, kind, effective_on, ratio_to, ratio_from, source, import_id, note)
SELECT g.id, $1, g.instrument_id, 'split', g.effective_on, g.ratio_to, g.ratio_from, $7, $8, $9
  FROM unnest($2::uuid[], $3::uuid[], $4::date[], $5::bigint[], $6::bigint[]) AS g (id, instrument_id, effective_on, ratio_to, ratio_from)
 WHERE NOT EXISTS (SELECT FROM finance.corporate_actions known
                    WHERE known.instrument_id = g.instrument_id AND known.effective_on = g.effective_on AND known.kind = 'split'
                      AND known.withdrawn_at IS NULL AND (known.household_id = $1 OR known.household_id IS NULL))
ON CONFLICT DO NOTHING
