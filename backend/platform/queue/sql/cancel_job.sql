-- Cancels a job that has not ended; a running one learns of it at its next sign of life.
-- parameters: $1 job, $2 households of the caller
UPDATE jobs.queue SET state = 'cancelled', finished_at = now()
 WHERE id = $1 AND household_id = ANY ($2::uuid[]) AND state IN ('queued', 'running')
