-- Puts a failed attempt back into the queue.
-- parameters: $1 job, $2 household or null, $3 worker, $4 attempt, $5 problem, $6 its sentence, $7 delay in milliseconds
UPDATE jobs.queue
   SET state = 'queued', run_at = now() + $7::bigint * interval '1 millisecond', problem = $5, problem_detail = left($6, 4000),
       claimed_by = NULL, lease_until = NULL
 WHERE id = $1 AND household_id IS NOT DISTINCT FROM $2::uuid AND claimed_by = $3 AND attempts = $4::integer AND state = 'running'
