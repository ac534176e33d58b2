-- Writes the undated fields.
-- $1 household, $2 instrument, $3 kind, $4 asset class, $5 exchange, $6 region, $7 sector
UPDATE finance.instruments
   SET kind = $3, asset_class = $4, exchange = $5, region = $6, sector = $7, version = version + 1, updated_at = now()
 WHERE household_id = $1 AND id = $2
