-- A right proof: the count begins anew.
-- parameters: $1 user (no household: a person's own)
DELETE FROM auth.proof_attempts WHERE user_id = $1
