-- Import profiles: how a file was read, kept under a name for the next file of its shape.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS finance.import_profiles (
  household_id uuid NOT NULL REFERENCES auth.households (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  -- of the columns and the delimiter, as detected
  signature text NOT NULL CHECK (signature ~ '^[0-9a-f]{64}$'),
  -- customs of the file, where its text decides them; NULL: it could be either
  decimal_separator text CHECK (decimal_separator IN ('.', ',')),
  date_format text CHECK (char_length(date_format) BETWEEN 1 AND 20),
  reading jsonb NOT NULL CHECK (jsonb_typeof(reading) = 'object'),
  uses bigint NOT NULL DEFAULT 0,
  last_used_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid REFERENCES auth.users (id),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (household_id, id)
);
CREATE UNIQUE INDEX IF NOT EXISTS import_profiles_name_key ON finance.import_profiles (household_id, lower(name));

SELECT auth.guard('finance.import_profiles', 'whole');
GRANT SELECT, INSERT, DELETE,
      UPDATE (name, decimal_separator, date_format, reading, uses, last_used_at, version, updated_at)
   ON finance.import_profiles TO coffer_api, coffer_worker;
