-- Takes waiting events of every household for dispatch; the function is the worker's alone.
-- parameters: $1 at most
SELECT position, id, household_id, event, payload::text, trace_id, created_at FROM jobs.claim_events($1::bigint) ORDER BY position
