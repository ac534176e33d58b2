-- What the packed rates were built from.
-- $1 household
SELECT coalesce(count(*) || '@' || extract(epoch FROM max(rebuilt_at))::text, '0')
  FROM finance.fx_series WHERE household_id = $1 OR household_id IS NULL
