-- Adds a job. Without a conflict target and RETURNING, which would ask for the right to see the row: a caller may add work of the system that he does not see.
-- parameters: $1 job, $2 household or null, $3 kind, $4 payload, $5 priority, $6 attempts at most, $7 not before, $8 unique key, $9 user, $10 trace
INSERT INTO jobs.queue (id, household_id, name, payload, priority, max_attempts, run_at, dedupe_key, created_by, trace_id)
VALUES ($1, $2, $3, $4::text::jsonb, $5::smallint, $6::integer, coalesce($7::timestamptz, now()), $8, $9, $10)
ON CONFLICT DO NOTHING
