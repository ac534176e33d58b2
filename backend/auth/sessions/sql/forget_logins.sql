-- Removes attempts to sign in from before a moment, but for the latest sign-in of each person.
-- $1 moment, $2 at most; no household: the history is of persons, and the function is the worker's alone
SELECT auth.forget_logins($1, $2)
