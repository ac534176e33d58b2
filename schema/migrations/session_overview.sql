-- What people see of their sessions and sign-ins, and the devices that they have signed in from.
SET LOCAL ROLE coffer_owner;

-- A device is a browser that holds a token of 256 bits; of it only the SHA-256 is kept. People who share
-- a browser share the token, and each has a row.
CREATE TABLE IF NOT EXISTS auth.devices (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  user_agent text CHECK (char_length(user_agent) <= 512),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT devices_token_hash_key UNIQUE (user_id, token_hash)
);

ALTER TABLE auth.devices ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON auth.devices;
CREATE POLICY own ON auth.devices FOR ALL TO coffer_api, coffer_worker
  USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()));
GRANT UPDATE (token_hash) ON auth.sessions TO coffer_api;
GRANT SELECT, INSERT, DELETE, UPDATE (user_agent, last_used_at) ON auth.devices TO coffer_api, coffer_worker;

-- Whether a device's token is one that the person with this address has signed in with: asked before the caller is known.
CREATE OR REPLACE FUNCTION auth.is_known_device(p_email text, p_token_hash bytea) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT EXISTS (SELECT FROM auth.devices d JOIN auth.users u ON u.id = d.user_id
                  WHERE lower(u.email) = lower(p_email) AND d.token_hash = p_token_hash)
$$;
GRANT EXECUTE ON FUNCTION auth.is_known_device(text, bytea) TO coffer_api;
