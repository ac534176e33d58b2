-- The migrations that the database has, for readiness.
-- parameters: none; no household: the record is of the database
SELECT name, checksum FROM public.schema_migrations ORDER BY position
