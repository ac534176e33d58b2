-- A price factor that holds from a day on.
-- $1 household, $2 id, $3 instrument, $4 factor, $5 day
INSERT INTO finance.price_factors (id, household_id, instrument_id, factor, valid_from) VALUES ($2, $1, $3, $4, $5)
