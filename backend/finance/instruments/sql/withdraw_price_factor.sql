-- Withdraws the household's price factors that begin on a day or later.
-- $1 household, $2 instrument, $3 day
UPDATE finance.price_factors SET withdrawn_at = now()
 WHERE household_id = $1 AND instrument_id = $2 AND valid_from >= $3 AND withdrawn_at IS NULL
