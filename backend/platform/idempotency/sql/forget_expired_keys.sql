-- Removes expired keys.
-- parameters: $1 at most; no household: the function goes over all and is the worker's alone
SELECT jobs.forget_expired_keys($1::bigint)
