-- One more key, unless another server has made it meanwhile.
-- parameters: $1 id, $2 public key, $3 sealed private key, $4 signs from, $5 signs until, $6 verifies until (no household: keys are the servers')
INSERT INTO auth.signing_keys (id, public_key, sealed_private_key, signs_from, signs_until, verifies_until)
SELECT $1, $2, $3, $4, $5, $6
 WHERE NOT EXISTS (SELECT FROM auth.signing_keys k WHERE k.signs_until > $4)
