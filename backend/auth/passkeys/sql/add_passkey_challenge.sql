-- A challenge that is given out.
-- parameters: $1 its hash, $2 purpose, $3 user or null, $4 seconds that it lives (no household: there may be no caller)
SELECT auth.add_passkey_challenge($1, $2, $3, $4)
