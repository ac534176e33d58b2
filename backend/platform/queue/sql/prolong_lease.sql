-- Prolongs the lease of a running job and notes how far it is.
-- parameters: $1 job, $2 household or null, $3 worker, $4 attempt, $5 done, $6 total, $7 lease in milliseconds
UPDATE jobs.queue
   SET lease_until = now() + $7::bigint * interval '1 millisecond',
       progress = least(1, greatest(0, round($5::numeric / greatest($6::numeric, 1), 4)))
 WHERE id = $1 AND household_id IS NOT DISTINCT FROM $2::uuid AND claimed_by = $3 AND attempts = $4::integer AND state = 'running'
