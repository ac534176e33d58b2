-- The waiting job that holds a unique key.
-- parameters: $1 kind, $2 unique key, $3 household or null
SELECT id FROM jobs.queue
 WHERE name = $1 AND dedupe_key = $2 AND household_id IS NOT DISTINCT FROM $3::uuid AND state = 'queued'
