-- Wakes who listens.
-- parameters: $1 channel; no household: nothing is told but that there is something
SELECT pg_notify($1, '')
