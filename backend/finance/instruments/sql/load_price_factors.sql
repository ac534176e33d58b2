-- The price factors of the instruments, oldest first; a household's own stand in for the public ones.
-- $1 household, $2 instruments
SELECT f.instrument_id, f.valid_from, f.factor
  FROM finance.price_factors f
 WHERE f.instrument_id = ANY ($2::uuid[]) AND f.withdrawn_at IS NULL
   AND (f.household_id = $1
        OR f.household_id IS NULL AND NOT EXISTS (
             SELECT FROM finance.price_factors own
              WHERE own.instrument_id = f.instrument_id AND own.household_id = $1 AND own.withdrawn_at IS NULL))
 ORDER BY f.instrument_id, f.valid_from, f.recorded_at
