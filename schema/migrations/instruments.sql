-- Instruments, their dated names and price factors, and corporate actions. A row without household
-- is of the public part. Rows are never overwritten: what is wrong is withdrawn, so that what was
-- known at an earlier time can be read again (recorded_at <= t and (withdrawn_at is null or > t)).
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS finance.instruments (
  id uuid PRIMARY KEY,
  household_id uuid REFERENCES auth.households (id),
  kind text NOT NULL CHECK (kind IN ('stock', 'fund', 'etf', 'bond', 'crypto', 'commodity', 'property', 'right', 'index', 'other')),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  asset_class text CHECK (asset_class IN ('equity', 'bond', 'cash', 'property', 'commodity', 'crypto', 'mixed', 'other')),
  exchange text CHECK (char_length(exchange) BETWEEN 1 AND 20),
  region text CHECK (char_length(region) BETWEEN 1 AND 100),
  sector text CHECK (char_length(sector) BETWEEN 1 AND 100),
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS instruments_household_id ON finance.instruments (household_id, id);

-- A symbol, ISIN or name held from valid_from to the next of its kind; 1000-01-01 means since ever.
CREATE TABLE IF NOT EXISTS finance.instrument_names (
  id uuid PRIMARY KEY,
  household_id uuid REFERENCES auth.households (id),
  instrument_id uuid NOT NULL REFERENCES finance.instruments (id),
  kind text NOT NULL CHECK (kind IN ('symbol', 'isin', 'wkn', 'cusip', 'sedol', 'figi', 'name')),
  value text NOT NULL CHECK (char_length(value) BETWEEN 1 AND 200),
  valid_from date NOT NULL DEFAULT DATE '1000-01-01' CHECK (valid_from >= DATE '1000-01-01'),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz
);
CREATE INDEX IF NOT EXISTS instrument_names_instrument_id ON finance.instrument_names (instrument_id, kind, valid_from);
CREATE INDEX IF NOT EXISTS instrument_names_value ON finance.instrument_names (household_id, kind, value) WHERE withdrawn_at IS NULL;
CREATE INDEX IF NOT EXISTS instrument_names_upper_value ON finance.instrument_names (household_id, kind, upper(value)) WHERE withdrawn_at IS NULL;

-- quoted price x factor is money of the instrument's currency: 0.01 for pence and for bonds in per cent.
CREATE TABLE IF NOT EXISTS finance.price_factors (
  id uuid PRIMARY KEY,
  household_id uuid REFERENCES auth.households (id),
  instrument_id uuid NOT NULL REFERENCES finance.instruments (id),
  factor numeric(38,18) NOT NULL CHECK (factor > 0),
  valid_from date NOT NULL DEFAULT DATE '1000-01-01' CHECK (valid_from >= DATE '1000-01-01'),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz
);
CREATE INDEX IF NOT EXISTS price_factors_instrument_id ON finance.price_factors (instrument_id, valid_from);

-- A fact of the instrument, known once, however many sources report it. New units per old: ratio_to / ratio_from.
CREATE TABLE IF NOT EXISTS finance.corporate_actions (
  id uuid PRIMARY KEY,
  household_id uuid REFERENCES auth.households (id),
  instrument_id uuid NOT NULL REFERENCES finance.instruments (id),
  kind text NOT NULL CHECK (kind IN ('split', 'dividend', 'spin_off', 'merger', 'rights', 'return_of_capital', 'symbol_change')),
  effective_on date NOT NULL CHECK (effective_on >= DATE '1000-01-01'),
  ratio_to bigint CHECK (ratio_to > 0),
  ratio_from bigint CHECK (ratio_from > 0),
  amount numeric(38,18),
  currency text CHECK (currency ~ '^[A-Z]{3}$'),
  other_instrument_id uuid REFERENCES finance.instruments (id),
  cost_share numeric(38,18) CHECK (cost_share BETWEEN 0 AND 1),
  note text CHECK (char_length(note) BETWEEN 1 AND 2000),
  source text NOT NULL CHECK (char_length(source) BETWEEN 1 AND 100),
  import_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  CHECK (kind <> 'split' OR (ratio_to IS NOT NULL AND ratio_from IS NOT NULL)),
  CHECK ((amount IS NULL) = (currency IS NULL))
);
CREATE UNIQUE INDEX IF NOT EXISTS corporate_actions_fact_key ON finance.corporate_actions
  (instrument_id, effective_on, kind, household_id) NULLS NOT DISTINCT WHERE withdrawn_at IS NULL;

-- Raised by every write to the public part; caches key on it beside the household's version.
CREATE TABLE IF NOT EXISTS finance.public_version (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  version bigint NOT NULL DEFAULT 1
);
INSERT INTO finance.public_version DEFAULT VALUES ON CONFLICT DO NOTHING;

-- What is said of an instrument stands in the instrument's own household; of a public one, in the
-- public part or in any household (its own price, name or action).
CREATE OR REPLACE FUNCTION finance.check_instrument_part() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT instrument_id, household_id FROM changed_rows) AS changed
      JOIN finance.instruments i ON i.id = changed.instrument_id
     WHERE i.household_id IS NOT NULL AND i.household_id IS DISTINCT FROM changed.household_id
  ) THEN
    RAISE EXCEPTION 'an instrument of another household' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_TABLE_NAME || '_instrument_part';
  END IF;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['finance.instrument_names', 'finance.price_factors', 'finance.corporate_actions'] LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER check_part_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS changed_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.check_instrument_part()', guarded);
    EXECUTE format('CREATE OR REPLACE TRIGGER check_part_update AFTER UPDATE ON %s REFERENCING NEW TABLE AS changed_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.check_instrument_part()', guarded);
    PERFORM auth.count_changes(guarded::regclass);
  END LOOP;
  PERFORM auth.count_changes('finance.instruments');
END
$$;
