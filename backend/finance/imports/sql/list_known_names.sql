-- Instruments that have or had one of the names (in capitals), with what an import needs to know of them; the household's own first.
-- $1 household, $2 symbols, $3 ISINs, $4 names
WITH named AS (
  SELECT n.kind, upper(n.value) AS value, n.instrument_id, n.valid_from, n.household_id IS NULL AS is_public
    FROM finance.instrument_names n
   WHERE (n.household_id = $1 OR n.household_id IS NULL) AND n.withdrawn_at IS NULL
     AND ((n.kind = 'symbol' AND upper(n.value) = ANY ($2::text[])) OR (n.kind = 'isin' AND upper(n.value) = ANY ($3::text[]))
          OR (n.kind = 'name' AND upper(n.value) = ANY ($4::text[])))
)
SELECT m.kind, m.value, m.instrument_id, m.valid_from, i.currency,
       coalesce((SELECT f.factor FROM finance.price_factors f
                  WHERE f.instrument_id = i.id AND f.withdrawn_at IS NULL AND (f.household_id = $1 OR f.household_id IS NULL)
                  ORDER BY f.household_id NULLS LAST, f.valid_from DESC, f.recorded_at DESC LIMIT 1), 1),
       ARRAY (SELECT upper(k.value) FROM finance.instrument_names k
               WHERE k.instrument_id = i.id AND k.kind = 'isin' AND k.withdrawn_at IS NULL AND (k.household_id = $1 OR k.household_id IS NULL))
  FROM named m
  JOIN finance.instruments i ON i.id = m.instrument_id
 ORDER BY m.is_public, m.valid_from DESC, m.instrument_id
