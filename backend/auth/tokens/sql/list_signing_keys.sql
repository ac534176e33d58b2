-- The keys whose tokens may still live.
-- parameters: $1 now (no household: keys are the servers')
SELECT id, public_key, sealed_private_key, signs_from, signs_until FROM auth.signing_keys
 WHERE verifies_until > $1 ORDER BY signs_from, id
