-- A page of the jobs of a household, latest first.
-- parameters: $1 household, $2 instant of the last one seen, $3 its id, $4 at most
SELECT id, name, state, progress, result::text, problem, problem_detail, attempts, created_at, finished_at, started_at, trace_id
  FROM jobs.queue
 WHERE household_id = $1 AND (created_at, id) < ($2, $3)
 ORDER BY created_at DESC, id DESC
 LIMIT $4
