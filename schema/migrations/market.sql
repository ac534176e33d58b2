-- Prices and exchange rates, as rows and packed by year.
--
-- Of one series and day the row recorded last counts, among those not withdrawn. The packed form
-- holds exactly the rows that count; triggers rebuild the years that a statement touched.
--
-- Packed: `entries` numbers of `scale` decimals. First for each entry the day of the year (1..366),
-- two bytes; then for each entry the coefficient, `width` bytes (8 or 16). All are signed, big-endian.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS finance.prices (
  instrument_id uuid NOT NULL,
  price_date date NOT NULL CHECK (price_date >= DATE '1000-01-01'),
  household_id uuid,
  source text NOT NULL CHECK (char_length(source) BETWEEN 1 AND 100),
  close numeric(38,18) NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  import_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  CONSTRAINT prices_key UNIQUE NULLS NOT DISTINCT (instrument_id, price_date, household_id, source, recorded_at)
) PARTITION BY HASH (instrument_id);

CREATE TABLE IF NOT EXISTS finance.fx_rates (
  from_currency text NOT NULL CHECK (from_currency ~ '^[A-Z]{3}$'),
  to_currency text NOT NULL CHECK (to_currency ~ '^[A-Z]{3}$'),
  rate_date date NOT NULL CHECK (rate_date >= DATE '1000-01-01'),
  household_id uuid REFERENCES auth.households (id),
  source text NOT NULL CHECK (char_length(source) BETWEEN 1 AND 100),
  rate numeric(38,18) NOT NULL CHECK (rate > 0),
  import_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  CONSTRAINT fx_rates_key UNIQUE NULLS NOT DISTINCT (from_currency, to_currency, rate_date, household_id, source, recorded_at),
  CHECK (from_currency <> to_currency)
);
CREATE INDEX IF NOT EXISTS fx_rates_import_id ON finance.fx_rates (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE IF NOT EXISTS finance.price_series (
  instrument_id uuid NOT NULL,
  year integer NOT NULL,
  household_id uuid,
  currency text NOT NULL,
  entries integer NOT NULL,
  scale smallint NOT NULL,
  width smallint NOT NULL,
  packed bytea NOT NULL,
  rebuilt_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT price_series_key UNIQUE NULLS NOT DISTINCT (instrument_id, household_id, year, currency)
);
CREATE TABLE IF NOT EXISTS finance.fx_series (
  from_currency text NOT NULL,
  to_currency text NOT NULL,
  year integer NOT NULL,
  household_id uuid,
  entries integer NOT NULL,
  scale smallint NOT NULL,
  width smallint NOT NULL,
  packed bytea NOT NULL,
  rebuilt_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT fx_series_key UNIQUE NULLS NOT DISTINCT (from_currency, to_currency, household_id, year)
);
-- A year is at most 6.6 kB: in the row itself, without compression, it costs one page read.
ALTER TABLE finance.price_series ALTER COLUMN packed SET STORAGE PLAIN;
ALTER TABLE finance.fx_series ALTER COLUMN packed SET STORAGE PLAIN;

CREATE OR REPLACE FUNCTION finance.pack_coefficient(p_coefficient numeric, p_width integer) RETURNS bytea
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$
  SELECT CASE p_width
    WHEN 8 THEN int8send(p_coefficient::int8)
    ELSE int8send(floor(p_coefficient / 18446744073709551616)::int8)
         || int8send((p_coefficient - floor(p_coefficient / 18446744073709551616) * 18446744073709551616
                      - CASE WHEN p_coefficient - floor(p_coefficient / 18446744073709551616) * 18446744073709551616 >= 9223372036854775808
                             THEN 18446744073709551616 ELSE 0 END)::int8)
  END
$$;

-- Rebuilds the years named by three arrays of one length. Takes a lock per instrument first, so that
-- of two transactions that write one year the second packs the rows of both.
CREATE OR REPLACE FUNCTION finance.rebuild_price_series(p_instruments uuid[], p_households uuid[], p_years integer[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('finance.price_series:' || locked.id::text, 0))
     FROM (SELECT DISTINCT id FROM unnest(p_instruments) AS id ORDER BY id) AS locked;
  DELETE FROM finance.price_series s
   USING unnest(p_instruments, p_households, p_years) AS touched (instrument_id, household_id, year)
   WHERE s.instrument_id = touched.instrument_id AND s.year = touched.year
     AND s.household_id IS NOT DISTINCT FROM touched.household_id;
  INSERT INTO finance.price_series (instrument_id, household_id, year, currency, entries, scale, width, packed)
  WITH touched AS (
    SELECT DISTINCT * FROM unnest(p_instruments, p_households, p_years) AS t (instrument_id, household_id, year)
  ), counting AS (
    SELECT DISTINCT ON (t.instrument_id, t.household_id, p.price_date)
           t.instrument_id, t.household_id, t.year, p.price_date, p.currency, p.close
      FROM touched t
      JOIN finance.prices p ON p.instrument_id = t.instrument_id AND p.household_id IS NOT DISTINCT FROM t.household_id
                           AND p.price_date BETWEEN make_date(t.year, 1, 1) AND make_date(t.year, 12, 31)
     WHERE p.withdrawn_at IS NULL
     ORDER BY t.instrument_id, t.household_id, p.price_date, p.recorded_at DESC, p.source
  ), shaped AS (
    SELECT c.*, max(scale(trim_scale(close))) OVER series AS scale, max(abs(close)) OVER series AS largest
      FROM counting c WINDOW series AS (PARTITION BY instrument_id, household_id, year, currency)
  ), sized AS (
    SELECT s.*, ('1e' || s.scale)::numeric AS unit,
           CASE WHEN s.largest * ('1e' || s.scale)::numeric <= 9223372036854775807 THEN 8 ELSE 16 END AS width
      FROM shaped s
  )
  SELECT instrument_id, household_id, year, currency, count(*), scale, width,
         string_agg(int2send(extract(doy FROM price_date)::int2), '' ORDER BY price_date)
         || string_agg(finance.pack_coefficient(close * unit, width), '' ORDER BY price_date)
    FROM sized
   GROUP BY instrument_id, household_id, year, currency, scale, width;
END
$$;

CREATE OR REPLACE FUNCTION finance.rebuild_fx_series(p_from text[], p_to text[], p_households uuid[], p_years integer[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('finance.fx_series:' || locked.pair, 0))
     FROM (SELECT DISTINCT f || '/' || t AS pair FROM unnest(p_from, p_to) AS u (f, t) ORDER BY pair) AS locked;
  DELETE FROM finance.fx_series s
   USING unnest(p_from, p_to, p_households, p_years) AS touched (from_currency, to_currency, household_id, year)
   WHERE s.from_currency = touched.from_currency AND s.to_currency = touched.to_currency AND s.year = touched.year
     AND s.household_id IS NOT DISTINCT FROM touched.household_id;
  INSERT INTO finance.fx_series (from_currency, to_currency, household_id, year, entries, scale, width, packed)
  WITH touched AS (
    SELECT DISTINCT * FROM unnest(p_from, p_to, p_households, p_years) AS t (from_currency, to_currency, household_id, year)
  ), counting AS (
    SELECT DISTINCT ON (t.from_currency, t.to_currency, t.household_id, r.rate_date)
           t.from_currency, t.to_currency, t.household_id, t.year, r.rate_date, r.rate
      FROM touched t
      JOIN finance.fx_rates r ON r.from_currency = t.from_currency AND r.to_currency = t.to_currency
                             AND r.household_id IS NOT DISTINCT FROM t.household_id
                             AND r.rate_date BETWEEN make_date(t.year, 1, 1) AND make_date(t.year, 12, 31)
     WHERE r.withdrawn_at IS NULL
     ORDER BY t.from_currency, t.to_currency, t.household_id, r.rate_date, r.recorded_at DESC, r.source
  ), shaped AS (
    SELECT c.*, max(scale(trim_scale(rate))) OVER series AS scale, max(rate) OVER series AS largest
      FROM counting c WINDOW series AS (PARTITION BY from_currency, to_currency, household_id, year)
  ), sized AS (
    SELECT s.*, ('1e' || s.scale)::numeric AS unit,
           CASE WHEN s.largest * ('1e' || s.scale)::numeric <= 9223372036854775807 THEN 8 ELSE 16 END AS width
      FROM shaped s
  )
  SELECT from_currency, to_currency, household_id, year, count(*), scale, width,
         string_agg(int2send(extract(doy FROM rate_date)::int2), '' ORDER BY rate_date)
         || string_agg(finance.pack_coefficient(rate * unit, width), '' ORDER BY rate_date)
    FROM sized
   GROUP BY from_currency, to_currency, household_id, year, scale, width;
END
$$;

CREATE OR REPLACE FUNCTION finance.pack_changed_prices() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  instruments uuid[];
  households uuid[];
  years integer[];
BEGIN
  SELECT array_agg(instrument_id), array_agg(household_id), array_agg(year) INTO instruments, households, years
    FROM (SELECT DISTINCT instrument_id, household_id, extract(year FROM price_date)::integer AS year FROM changed_rows) AS touched;
  IF instruments IS NOT NULL THEN
    PERFORM finance.rebuild_price_series(instruments, households, years);
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION finance.pack_changed_rates() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  from_currencies text[];
  to_currencies text[];
  households uuid[];
  years integer[];
BEGIN
  SELECT array_agg(from_currency), array_agg(to_currency), array_agg(household_id), array_agg(year)
    INTO from_currencies, to_currencies, households, years
    FROM (SELECT DISTINCT from_currency, to_currency, household_id, extract(year FROM rate_date)::integer AS year FROM changed_rows) AS touched;
  IF from_currencies IS NOT NULL THEN
    PERFORM finance.rebuild_fx_series(from_currencies, to_currencies, households, years);
  END IF;
  RETURN NULL;
END
$$;

-- Prices name existing instruments. A set at a time: a foreign key would look up each row.
CREATE OR REPLACE FUNCTION finance.check_prices() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT instrument_id, household_id FROM changed_rows) AS changed
      LEFT JOIN finance.instruments i ON i.id = changed.instrument_id
     WHERE i.id IS NULL OR (i.household_id IS NOT NULL AND i.household_id IS DISTINCT FROM changed.household_id)
  ) THEN
    RAISE EXCEPTION 'a price of an unknown instrument, or of one of another household'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'prices_instrument';
  END IF;
  RETURN NULL;
END
$$;

-- A statement trigger of the whole table does not fire for a partition named directly: each has its own.
DO $$
DECLARE
  guarded text;
BEGIN
  FOR part IN 0..7 LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS finance.prices_%s PARTITION OF finance.prices FOR VALUES WITH (MODULUS 8, REMAINDER %s)', part, part);
    EXECUTE format('CREATE INDEX IF NOT EXISTS prices_%s_import_id ON finance.prices_%s (import_id) WHERE import_id IS NOT NULL', part, part);
  END LOOP;
  FOR guarded IN SELECT 'finance.prices' UNION ALL SELECT format('finance.prices_%s', part) FROM generate_series(0, 7) AS part LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER check_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS changed_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.check_prices()', guarded);
    EXECUTE format('CREATE OR REPLACE TRIGGER pack_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS changed_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.pack_changed_prices()', guarded);
    EXECUTE format('CREATE OR REPLACE TRIGGER pack_update AFTER UPDATE ON %s REFERENCING NEW TABLE AS changed_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.pack_changed_prices()', guarded);
    EXECUTE format('CREATE OR REPLACE TRIGGER pack_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS changed_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.pack_changed_prices()', guarded);
    PERFORM auth.count_changes(guarded::regclass);
  END LOOP;
  CREATE OR REPLACE TRIGGER pack_insert AFTER INSERT ON finance.fx_rates REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance.pack_changed_rates();
  CREATE OR REPLACE TRIGGER pack_update AFTER UPDATE ON finance.fx_rates REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance.pack_changed_rates();
  CREATE OR REPLACE TRIGGER pack_delete AFTER DELETE ON finance.fx_rates REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION finance.pack_changed_rates();
  PERFORM auth.count_changes('finance.fx_rates');
END
$$;
