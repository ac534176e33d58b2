-- People, their sessions, households and memberships.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS auth.users (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254 AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
  password_hash text NOT NULL CHECK (char_length(password_hash) <= 512),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  locale text NOT NULL DEFAULT 'en' CHECK (char_length(locale) BETWEEN 2 AND 35),
  time_zone text NOT NULL DEFAULT 'UTC' CHECK (char_length(time_zone) BETWEEN 1 AND 64),
  base_currency text NOT NULL DEFAULT 'EUR' CHECK (base_currency ~ '^[A-Z]{3}$'),
  theme text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  disabled_at timestamptz
);
CREATE UNIQUE INDEX IF NOT EXISTS users_email_key ON auth.users (lower(email));

CREATE TABLE IF NOT EXISTS auth.sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id),
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  idle_expires_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  user_agent text CHECK (char_length(user_agent) <= 512),
  network_address text CHECK (char_length(network_address) <= 64),
  CONSTRAINT sessions_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX IF NOT EXISTS sessions_user_id ON auth.sessions (user_id, created_at);

-- user_id is null where the e-mail address belonged to nobody.
CREATE TABLE IF NOT EXISTS auth.login_history (
  id uuid PRIMARY KEY,
  user_id uuid REFERENCES auth.users (id),
  session_id uuid,
  outcome text NOT NULL CHECK (outcome IN ('succeeded', 'wrong_password', 'unknown_user', 'disabled', 'limited')),
  method text NOT NULL DEFAULT 'password' CHECK (method IN ('password', 'sign_up')),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  user_agent text CHECK (char_length(user_agent) <= 512),
  network_address text CHECK (char_length(network_address) <= 64)
);
CREATE INDEX IF NOT EXISTS login_history_user_id ON auth.login_history (user_id, recorded_at);

-- version counts the writes that can change a figure; triggers raise it, caches key on it.
CREATE TABLE IF NOT EXISTS auth.households (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  base_currency text NOT NULL CHECK (base_currency ~ '^[A-Z]{3}$'),
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);

CREATE TABLE IF NOT EXISTS auth.memberships (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES auth.households (id),
  user_id uuid NOT NULL REFERENCES auth.users (id),
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'editor', 'commenter', 'viewer', 'adviser')),
  narrowed boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT memberships_user_household_key UNIQUE (user_id, household_id),
  CONSTRAINT memberships_household_id_key UNIQUE (household_id, id)
);

-- Raises the version of each household named; `p_households` may hold nulls, for rows of the public part.
CREATE OR REPLACE FUNCTION auth.raise_versions(p_households uuid[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH locked AS (
    SELECT h.id FROM auth.households h WHERE h.id = ANY (p_households) ORDER BY h.id FOR NO KEY UPDATE
  )
  UPDATE auth.households h SET version = h.version + 1 FROM locked WHERE h.id = locked.id
$$;

-- Statement triggers with a transition table named `changed_rows` that has household_id. A row without
-- household raises the version of the public part (finance.public_version).
CREATE OR REPLACE FUNCTION auth.raise_version_of_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  households uuid[];
BEGIN
  households := ARRAY (SELECT DISTINCT household_id FROM changed_rows);
  PERFORM auth.raise_versions(households);
  IF array_position(households, NULL) IS NOT NULL THEN
    UPDATE finance.public_version SET version = version + 1;
  END IF;
  RETURN NULL;
END
$$;

-- Makes every write to the table raise the version of its household.
CREATE OR REPLACE FUNCTION auth.count_changes(p_table regclass) RETURNS void
  LANGUAGE plpgsql
  AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER raise_version_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS changed_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION auth.raise_version_of_changed()', p_table);
  EXECUTE format('CREATE OR REPLACE TRIGGER raise_version_update AFTER UPDATE ON %s REFERENCING NEW TABLE AS changed_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION auth.raise_version_of_changed()', p_table);
  EXECUTE format('CREATE OR REPLACE TRIGGER raise_version_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS changed_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION auth.raise_version_of_changed()', p_table);
END
$$;
