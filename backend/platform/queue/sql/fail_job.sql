-- Ends a job for good after its last attempt.
-- parameters: $1 job, $2 household or null, $3 worker, $4 attempt, $5 problem, $6 its sentence
UPDATE jobs.queue
   SET state = 'failed', problem = $5, problem_detail = left($6, 4000), finished_at = now(), lease_until = NULL
 WHERE id = $1 AND household_id IS NOT DISTINCT FROM $2::uuid AND claimed_by = $3 AND attempts = $4::integer AND state = 'running'
