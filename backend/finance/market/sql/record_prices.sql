-- Records closes of the household where they differ from what counts; says how many were new, revised, equal.
-- $1 household, $2 instruments, $3 days, $4 closes, $5 currencies, $6 source, $7 import
WITH given AS (
  SELECT * FROM unnest($2::uuid[], $3::date[], $4::numeric[], $5::text[]) AS g (instrument_id, price_date, close, currency)
), counting AS (
  SELECT DISTINCT ON (p.instrument_id, p.price_date) p.instrument_id, p.price_date, p.close, p.currency
    FROM finance.prices p
    JOIN given g ON g.instrument_id = p.instrument_id AND g.price_date = p.price_date
   WHERE p.household_id = $1 AND p.withdrawn_at IS NULL
   ORDER BY p.instrument_id, p.price_date, p.recorded_at DESC, p.source
), compared AS (
  SELECT g.*, c.close AS before, c.instrument_id IS NULL AS is_new, (c.close, c.currency) IS NOT DISTINCT FROM (g.close, g.currency) AS is_equal
    FROM given g LEFT JOIN counting c USING (instrument_id, price_date)
), recorded AS (
  INSERT INTO finance.prices (instrument_id, price_date, household_id, source, close, currency, import_id, recorded_at)
  SELECT instrument_id, price_date, $1, $6, close, currency, $7, clock_timestamp() FROM compared WHERE NOT is_equal
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new AND NOT is_equal), count(*) FILTER (WHERE is_equal)
  FROM compared
