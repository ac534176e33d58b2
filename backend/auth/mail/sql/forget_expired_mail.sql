-- Removes counts and tokens that have served.
-- $1 at most; no household: the function goes over all and is the worker's alone
SELECT auth.forget_expired_mail($1::bigint)
