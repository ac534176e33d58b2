-- Holds a key until the transaction ends; false while another transaction holds it.
-- parameters: $1 user, $2 key; no household: keys are a person's
SELECT pg_try_advisory_xact_lock(hashtextextended($1::text || ':' || $2::text, 7264))
