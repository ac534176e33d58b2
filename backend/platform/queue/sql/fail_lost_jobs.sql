-- Ends jobs whose worker was lost in their last attempt.
-- parameters: $1 at most; no household: the function goes over all and is the worker's alone
SELECT jobs.fail_lost($1::bigint)
