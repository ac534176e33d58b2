-- Removes sessions that ended a month ago.
-- $1 at most; no household: sessions are of persons, and the function is the worker's alone
SELECT auth.forget_expired_sessions($1)
