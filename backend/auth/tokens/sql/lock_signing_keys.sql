-- One server at a time makes keys; the lock goes with the transaction.
-- no parameters, no household: keys are the servers'
SELECT pg_advisory_xact_lock(hashtext('auth.signing_keys'))
