-- Personal API keys: for programs of one's own, with some of the person's permissions.
SET LOCAL ROLE coffer_owner;

-- Of the key itself only the SHA-256 is kept; `beginning` is what a list shows of it.
CREATE TABLE IF NOT EXISTS auth.api_keys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  beginning text NOT NULL CHECK (char_length(beginning) BETWEEN 8 AND 16),
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  scopes text[] NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  CONSTRAINT api_keys_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX IF NOT EXISTS api_keys_user_id ON auth.api_keys (user_id, created_at);

ALTER TABLE auth.api_keys ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON auth.api_keys;
CREATE POLICY own ON auth.api_keys FOR ALL TO coffer_api, coffer_worker
  USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()));
GRANT SELECT (id, user_id, name, beginning, scopes, created_at, expires_at, last_used_at, revoked_at), INSERT,
      UPDATE (last_used_at, revoked_at) ON auth.api_keys TO coffer_api;

-- Whose key it is, with all that makes a caller: none where it was revoked or has expired, or the person is disabled.
CREATE OR REPLACE FUNCTION auth.find_api_key(p_token_hash bytea)
  RETURNS TABLE (key_id uuid, user_id uuid, scopes text[], last_used_at timestamptz, households uuid[], roles text[], narrowed boolean[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT k.id, k.user_id, k.scopes, k.last_used_at, c.households, c.roles, c.narrowed
    FROM auth.api_keys k CROSS JOIN LATERAL auth.find_caller(k.user_id) AS c
   WHERE k.token_hash = p_token_hash AND k.revoked_at IS NULL AND k.expires_at > now()
$$;
GRANT EXECUTE ON FUNCTION auth.find_api_key(bytea) TO coffer_api;

CREATE OR REPLACE TRIGGER tell_of_changed_person AFTER UPDATE OF revoked_at ON auth.api_keys
  FOR EACH ROW EXECUTE FUNCTION auth.tell_of_changed_person();
