-- Takes a challenge away; whether it holds for this purpose and person.
-- parameters: $1 its hash, $2 purpose, $3 user or null (no household: there may be no caller)
SELECT auth.take_passkey_challenge($1, $2, $3)
