-- Removes sessions that ended a month ago, and what was counted of sign-ins a day ago.
-- $1 at most of each; no household: sessions are of persons, and the functions are the worker's alone
SELECT greatest(auth.forget_expired_sessions($1), auth.forget_sign_in_limits($1))
