-- Records rates of the household where they differ from what counts; says how many were new, revised, equal.
-- $1 household, $2 from, $3 to, $4 days, $5 rates, $6 source, $7 import
WITH given AS (
  SELECT * FROM unnest($2::text[], $3::text[], $4::date[], $5::numeric[]) AS g (from_currency, to_currency, rate_date, rate)
), counting AS (
  SELECT DISTINCT ON (r.from_currency, r.to_currency, r.rate_date) r.from_currency, r.to_currency, r.rate_date, r.rate
    FROM finance.fx_rates r
    JOIN given g ON g.from_currency = r.from_currency AND g.to_currency = r.to_currency AND g.rate_date = r.rate_date
   WHERE r.household_id = $1 AND r.withdrawn_at IS NULL
   ORDER BY r.from_currency, r.to_currency, r.rate_date, r.recorded_at DESC, r.source
), compared AS (
  SELECT g.*, c.rate IS NULL AS is_new, coalesce(c.rate = g.rate, false) AS is_equal
    FROM given g LEFT JOIN counting c USING (from_currency, to_currency, rate_date)
), recorded AS (
  INSERT INTO finance.fx_rates (from_currency, to_currency, rate_date, household_id, source, rate, import_id, recorded_at)
  SELECT from_currency, to_currency, rate_date, $1, $6, rate, $7, clock_timestamp() FROM compared WHERE NOT is_equal
)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new AND NOT is_equal), count(*) FILTER (WHERE is_equal)
  FROM compared
