-- Adds instruments to the household, with a price factor each.
-- $1 household, $2 ids, $3 kinds, $4 currencies, $5 asset classes, $6 exchanges, $7 regions, $8 sectors, $9 factor ids, $10 factors
WITH given AS (
  SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::numeric[])
    AS g (id, kind, currency, asset_class, exchange, region, sector, factor_id, factor)
), added AS (
  INSERT INTO finance.instruments (id, household_id, kind, currency, asset_class, exchange, region, sector)
  SELECT id, $1, kind, currency, asset_class, exchange, region, sector FROM given RETURNING id
)
INSERT INTO finance.price_factors (id, household_id, instrument_id, factor)
SELECT factor_id, $1, id, factor FROM given
