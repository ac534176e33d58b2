-- Locks an instrument of the household for a change and says its version.
-- $1 household, $2 instrument
SELECT version FROM finance.instruments WHERE household_id = $1 AND id = $2 FOR UPDATE
