-- Claims due jobs and those whose lease ran out, of every household; the function is the worker's alone.
-- parameters: $1 worker, $2 kinds, $3 at most, $4 lease in milliseconds
SELECT id, household_id, name, payload::text, attempts, max_attempts, created_by, trace_id
  FROM jobs.claim_due($1, $2::text[], $3::bigint, $4::bigint)
