-- The price factors of the instruments, oldest first; a household's own stand in for the public ones.
-- $1 household, $2 instruments, $3 the moment of the knowledge
--variants known=now|then
WITH known AS (
  SELECT instrument_id, household_id, valid_from, factor, recorded_at
    FROM finance.price_factors
   WHERE instrument_id = ANY ($2::uuid[]) AND (household_id = $1 OR household_id IS NULL)
--[known=now]     AND withdrawn_at IS NULL AND $3::timestamptz IS NULL
--[known=then]     AND recorded_at <= $3 AND (withdrawn_at IS NULL OR withdrawn_at > $3)
)
SELECT f.instrument_id, f.valid_from, f.factor
  FROM known f
 WHERE f.household_id = $1
    OR NOT EXISTS (SELECT FROM known own WHERE own.instrument_id = f.instrument_id AND own.household_id = $1)
 ORDER BY f.instrument_id, f.valid_from, f.recorded_at
