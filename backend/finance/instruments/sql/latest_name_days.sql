-- Since when the present names and the present price factor hold.
-- $1 household, $2 instrument
SELECT kind, max(valid_from) FROM finance.instrument_names
 WHERE household_id = $1 AND instrument_id = $2 AND withdrawn_at IS NULL GROUP BY kind
UNION ALL
SELECT 'factor', max(valid_from) FROM finance.price_factors
 WHERE household_id = $1 AND instrument_id = $2 AND withdrawn_at IS NULL
HAVING count(*) > 0
