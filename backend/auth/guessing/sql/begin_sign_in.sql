-- Counts an attempt to sign in, or says for how many seconds there may be none.
-- parameters: $1 kinds, $2 keys, $3 failures that are free, $4 longest delays in seconds, $5 now (no household: there is no caller)
SELECT auth.begin_sign_in($1, $2, $3, $4, $5)
