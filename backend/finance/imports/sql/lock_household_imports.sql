-- Lets one import of a household be booked at a time.
-- $1 household
SELECT pg_advisory_xact_lock(hashtextextended('finance.imports:' || $1::uuid::text, 0))
