-- Withdraws the household's names of a kind that begin on a day or later.
-- $1 household, $2 instrument, $3 kind, $4 day
UPDATE finance.instrument_names SET withdrawn_at = now()
 WHERE household_id = $1 AND instrument_id = $2 AND kind = $3 AND valid_from >= $4 AND withdrawn_at IS NULL
