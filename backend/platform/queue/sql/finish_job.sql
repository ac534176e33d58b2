-- Ends a job well, in the transaction of its effect.
-- parameters: $1 job, $2 household or null, $3 worker, $4 attempt, $5 result
UPDATE jobs.queue
   SET state = 'succeeded', progress = 1, result = $5::text::jsonb, problem = NULL, problem_detail = NULL,
       finished_at = now(), lease_until = NULL
 WHERE id = $1 AND household_id IS NOT DISTINCT FROM $2::uuid AND claimed_by = $3 AND attempts = $4::integer AND state = 'running'
