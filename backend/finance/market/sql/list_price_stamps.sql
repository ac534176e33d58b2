-- What the packed series of each instrument was built from.
-- $1 household, $2 instruments
SELECT instrument_id, count(*) || '@' || extract(epoch FROM max(rebuilt_at))::text
  FROM finance.price_series
 WHERE instrument_id = ANY ($2::uuid[]) AND (household_id = $1 OR household_id IS NULL)
 GROUP BY instrument_id
