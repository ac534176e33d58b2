-- Removes challenges, sign-ins that waited, and secrets that were never confirmed.
-- $1 at most; no household: they are of persons, and the function is the worker's alone
SELECT auth.forget_expired_proofs($1)
