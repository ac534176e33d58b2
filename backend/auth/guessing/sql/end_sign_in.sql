-- Takes an attempt back that was right.
-- parameters: $1 kinds, $2 keys (no household: there is no caller)
SELECT auth.end_sign_in($1, $2)
