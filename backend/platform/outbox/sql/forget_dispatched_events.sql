-- Removes dispatched events.
-- parameters: $1 older than, $2 at most; no household: the function goes over all and is the worker's alone
SELECT jobs.forget_dispatched_events($1::timestamptz, $2::bigint)
