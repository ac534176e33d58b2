-- Whether another instrument of the household has the symbol now (in capitals).
-- $1 household, $2 symbol, $3 the instrument itself
SELECT EXISTS (
  SELECT FROM finance.instrument_names n
   WHERE n.household_id = $1 AND n.kind = 'symbol' AND upper(n.value) = $2 AND n.withdrawn_at IS NULL AND n.instrument_id <> $3
     AND NOT EXISTS (SELECT FROM finance.instrument_names later
                      WHERE later.instrument_id = n.instrument_id AND later.kind = 'symbol' AND later.household_id = $1
                        AND later.withdrawn_at IS NULL AND later.valid_from > n.valid_from))
