-- The splits of the instruments named, oldest first; a public one beats the household's of the same day.
-- $1 household, $2 instruments, $3 the moment of the knowledge
--variants known=now|then
SELECT DISTINCT ON (instrument_id, effective_on) id, instrument_id, effective_on, ratio_to, ratio_from, note, recorded_at
  FROM finance.corporate_actions
 WHERE instrument_id = ANY ($2::uuid[]) AND kind = 'split' AND (household_id = $1 OR household_id IS NULL)
--[known=now]   AND withdrawn_at IS NULL AND $3::timestamptz IS NULL
--[known=then]   AND recorded_at <= $3 AND (withdrawn_at IS NULL OR withdrawn_at > $3)
 ORDER BY instrument_id, effective_on, household_id NULLS FIRST, recorded_at DESC
