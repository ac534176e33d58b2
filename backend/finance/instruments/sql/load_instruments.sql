-- The instruments named, without prices.
-- $1 household, $2 instruments
SELECT i.id, s.value, k.value, coalesce(n.value, s.value), i.kind, i.currency, f.factor, i.exchange, i.asset_class, i.region, i.sector,
       i.household_id IS NULL, NULL, NULL, NULL, i.created_at, i.updated_at, i.version
  FROM finance.instruments i
  LEFT JOIN LATERAL (
    SELECT v.value FROM finance.instrument_names v
     WHERE v.instrument_id = i.id AND v.kind = 'symbol' AND v.withdrawn_at IS NULL
     ORDER BY v.household_id NULLS LAST, v.valid_from DESC, v.recorded_at DESC LIMIT 1) AS s ON true
  LEFT JOIN LATERAL (
    SELECT v.value FROM finance.instrument_names v
     WHERE v.instrument_id = i.id AND v.kind = 'isin' AND v.withdrawn_at IS NULL
     ORDER BY v.household_id NULLS LAST, v.valid_from DESC, v.recorded_at DESC LIMIT 1) AS k ON true
  LEFT JOIN LATERAL (
    SELECT v.value FROM finance.instrument_names v
     WHERE v.instrument_id = i.id AND v.kind = 'name' AND v.withdrawn_at IS NULL
     ORDER BY v.household_id NULLS LAST, v.valid_from DESC, v.recorded_at DESC LIMIT 1) AS n ON true
  LEFT JOIN LATERAL (
    SELECT v.factor FROM finance.price_factors v
     WHERE v.instrument_id = i.id AND v.withdrawn_at IS NULL
     ORDER BY v.household_id NULLS LAST, v.valid_from DESC, v.recorded_at DESC LIMIT 1) AS f ON true
 WHERE i.id = ANY ($2::uuid[]) AND (i.household_id = $1 OR i.household_id IS NULL)
