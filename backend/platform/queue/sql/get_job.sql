-- A job as its household sees it.
-- parameters: $1 job, $2 households of the caller
SELECT id, name, state, progress, result::text, problem, problem_detail, attempts, created_at, finished_at, started_at, trace_id
  FROM jobs.queue
 WHERE id = $1 AND household_id = ANY ($2::uuid[])
