-- Gives a claimed job back untouched; the attempt does not count.
-- parameters: $1 job, $2 household or null, $3 worker, $4 attempt
UPDATE jobs.queue
   SET state = 'queued', attempts = attempts - 1, claimed_by = NULL, lease_until = NULL
 WHERE id = $1 AND household_id IS NOT DISTINCT FROM $2::uuid AND claimed_by = $3 AND attempts = $4::integer AND state = 'running'
