-- Sessions of programs: instead of a cookie they hold an access token of some minutes, signed by a key
-- of ours, and a refresh token that is replaced each time it is used.
SET LOCAL ROLE coffer_owner;

ALTER TABLE auth.sessions ALTER COLUMN token_hash DROP NOT NULL;
ALTER TABLE auth.sessions ADD COLUMN IF NOT EXISTS kind text NOT NULL DEFAULT 'browser' CHECK (kind IN ('browser', 'tokens'));
GRANT UPDATE (kind) ON auth.sessions TO coffer_api;

-- rotated_by is the user agent that got the next one. Tokens that were used are kept: one that comes back was stolen.
CREATE TABLE IF NOT EXISTS auth.refresh_tokens (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES auth.sessions (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  rotated_at timestamptz,
  rotated_by text CHECK (char_length(rotated_by) <= 512),
  CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX IF NOT EXISTS refresh_tokens_session_id ON auth.refresh_tokens (session_id, rotated_at);

ALTER TABLE auth.refresh_tokens ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON auth.refresh_tokens;
CREATE POLICY own ON auth.refresh_tokens FOR ALL TO coffer_api, coffer_worker
  USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()));
GRANT SELECT, INSERT, DELETE, UPDATE (rotated_at, rotated_by) ON auth.refresh_tokens TO coffer_api;

-- Whose refresh token it is: asked before the caller is known. One row or none.
CREATE OR REPLACE FUNCTION auth.find_refresh_token(p_token_hash bytea)
  RETURNS TABLE (token_id uuid, session_id uuid, user_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT t.id, t.session_id, t.user_id
    FROM auth.refresh_tokens t JOIN auth.users u ON u.id = t.user_id AND u.disabled_at IS NULL
   WHERE t.token_hash = p_token_hash
$$;

-- As auth.find_session, by the identifier that an access token carries.
CREATE OR REPLACE FUNCTION auth.find_token_session(p_session uuid)
  RETURNS TABLE (session_id uuid, user_id uuid, last_used_at timestamptz, idle_expires_at timestamptz, expires_at timestamptz,
                 households uuid[], roles text[], narrowed boolean[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT s.id, s.user_id, s.last_used_at, s.idle_expires_at, s.expires_at, m.households, m.roles, m.narrowed
    FROM auth.sessions s
    JOIN auth.users u ON u.id = s.user_id AND u.disabled_at IS NULL
   CROSS JOIN LATERAL (
     SELECT coalesce(array_agg(ms.household_id ORDER BY ms.created_at, ms.id), '{}') AS households,
            coalesce(array_agg(ms.role ORDER BY ms.created_at, ms.id), '{}') AS roles,
            coalesce(array_agg(ms.narrowed ORDER BY ms.created_at, ms.id), '{}') AS narrowed
       FROM auth.memberships ms WHERE ms.user_id = s.user_id) AS m
   WHERE s.id = p_session AND s.kind = 'tokens' AND s.revoked_at IS NULL AND s.idle_expires_at > now() AND s.expires_at > now()
$$;
GRANT EXECUTE ON FUNCTION auth.find_refresh_token(bytea), auth.find_token_session(uuid) TO coffer_api;

-- Ed25519 keys. A key is published before it signs, and until the last token that it signed has ended.
CREATE TABLE IF NOT EXISTS auth.signing_keys (
  id text PRIMARY KEY CHECK (char_length(id) BETWEEN 1 AND 64),
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 32),
  sealed_private_key bytea NOT NULL CHECK (octet_length(sealed_private_key) <= 1024),
  created_at timestamptz NOT NULL DEFAULT now(),
  signs_from timestamptz NOT NULL,
  signs_until timestamptz NOT NULL,
  verifies_until timestamptz NOT NULL,
  CHECK (signs_from < signs_until AND signs_until < verifies_until)
);

ALTER TABLE auth.signing_keys ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS of_servers ON auth.signing_keys;
CREATE POLICY of_servers ON auth.signing_keys FOR ALL TO coffer_api USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON auth.signing_keys TO coffer_api;
