-- The flows by mail: proof of an address, forgotten passwords, change of an address, and leaving.
SET LOCAL ROLE coffer_owner;

-- Null: nobody has shown yet that the address is theirs.
ALTER TABLE auth.users ADD COLUMN IF NOT EXISTS email_verified_at timestamptz;
ALTER TABLE auth.users ADD COLUMN IF NOT EXISTS deleted_at timestamptz;

-- A person has one that has not ended. Both addresses confirm; an old one that was never proved need not.
CREATE TABLE IF NOT EXISTS auth.email_changes (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  new_email text NOT NULL CHECK (char_length(new_email) BETWEEN 3 AND 254),
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX IF NOT EXISTS email_changes_open_key ON auth.email_changes (user_id) WHERE ended_at IS NULL;

-- What a link in a mail carries: token_hash is the SHA-256 of 256 random bits, good once and until expires_at.
-- email is the address that it was sent to.
CREATE TABLE IF NOT EXISTS auth.mail_tokens (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('verify_email', 'reset_password', 'confirm_old_email', 'confirm_new_email')),
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  email text NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT mail_tokens_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX IF NOT EXISTS mail_tokens_user_id ON auth.mail_tokens (user_id, purpose);
CREATE INDEX IF NOT EXISTS mail_tokens_expires_at ON auth.mail_tokens (expires_at);

-- How many mails somebody asked for since window_start: by address, by person, by network. Reached through
-- auth.count_mail alone.
CREATE TABLE IF NOT EXISTS auth.mail_counts (
  key_hash bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
  window_start timestamptz NOT NULL DEFAULT now(),
  mails integer NOT NULL DEFAULT 1
);

-- A person who wants to leave, until due_at.
CREATE TABLE IF NOT EXISTS auth.account_deletions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id),
  requested_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL,
  cancelled_at timestamptz,
  done_at timestamptz
);
CREATE UNIQUE INDEX IF NOT EXISTS account_deletions_open_key ON auth.account_deletions (user_id)
  WHERE cancelled_at IS NULL AND done_at IS NULL;

DO $$
DECLARE
  own text;
BEGIN
  FOREACH own IN ARRAY ARRAY['email_changes', 'mail_tokens', 'account_deletions'] LOOP
    EXECUTE format('ALTER TABLE auth.%I ENABLE ROW LEVEL SECURITY', own);
    EXECUTE format('DROP POLICY IF EXISTS own ON auth.%I', own);
    EXECUTE format('CREATE POLICY own ON auth.%I FOR ALL TO coffer_api, coffer_worker
                      USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()))', own);
  END LOOP;
END
$$;
ALTER TABLE auth.mail_counts ENABLE ROW LEVEL SECURITY;

GRANT SELECT (email_verified_at, deleted_at), UPDATE (email_verified_at) ON auth.users TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (old_confirmed_at, new_confirmed_at, ended_at) ON auth.email_changes TO coffer_api;
GRANT SELECT, INSERT, UPDATE (used_at) ON auth.mail_tokens TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (cancelled_at) ON auth.account_deletions TO coffer_api;
GRANT SELECT ON auth.account_deletions TO coffer_worker;

-- Whose link this is: asked before the caller is known. One row, or none: also where it is used up or has expired.
CREATE OR REPLACE FUNCTION auth.find_mail_token(p_token_hash bytea, p_purposes text[]) RETURNS TABLE (user_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT t.user_id FROM auth.mail_tokens t
   WHERE t.token_hash = p_token_hash AND t.purpose = ANY (p_purposes) AND t.used_at IS NULL AND t.expires_at > now()
$$;

-- Counts one mail for each key ('address:...', 'person:...', 'network:...', IPv6 by its /64), at most p_most of each in
-- a window; gives the seconds to wait where there were too many already, else 0. The row's lock makes it exact.
CREATE OR REPLACE FUNCTION auth.count_mail(p_keys text[], p_most integer[], p_window_seconds integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  wanted record;
  counted record;
  address inet;
  longest integer := 0;
BEGIN
  FOR wanted IN SELECT k.key, k.most FROM unnest(p_keys, p_most) AS k (key, most) LOOP
    IF wanted.key LIKE 'network:%:%' THEN
      address := substr(wanted.key, 9)::inet;
      wanted.key := 'network:' || host(network(set_masklen(address, 64)));
    END IF;
    INSERT INTO auth.mail_counts AS c (key_hash) VALUES (sha256(convert_to(wanted.key, 'UTF8')))
    ON CONFLICT (key_hash) DO UPDATE
      SET mails = CASE WHEN c.window_start + p_window_seconds * interval '1 second' <= now() THEN 1 ELSE c.mails + 1 END,
          window_start = CASE WHEN c.window_start + p_window_seconds * interval '1 second' <= now() THEN now() ELSE c.window_start END
    RETURNING c.mails, c.window_start INTO counted;
    IF counted.mails > wanted.most THEN
      longest := greatest(longest, 1, ceil(extract(epoch FROM counted.window_start - now()))::integer + p_window_seconds);
    END IF;
  END LOOP;
  RETURN longest;
END
$$;

-- What has served: counts of past windows, and tokens a month after they expired.
CREATE OR REPLACE FUNCTION auth.forget_expired_mail(p_limit bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH tokens AS (
    DELETE FROM auth.mail_tokens WHERE id IN (
      SELECT id FROM auth.mail_tokens WHERE expires_at < now() - interval '30 days' LIMIT p_limit)
    RETURNING 1
  ), counts AS (
    DELETE FROM auth.mail_counts WHERE key_hash IN (
      SELECT key_hash FROM auth.mail_counts WHERE window_start < now() - interval '1 day' LIMIT p_limit)
    RETURNING 1
  ) SELECT (SELECT count(*) FROM tokens) + (SELECT count(*) FROM counts)
$$;

GRANT EXECUTE ON FUNCTION auth.find_mail_token(bytea, text[]), auth.count_mail(text[], integer[], integer) TO coffer_api;
GRANT EXECUTE ON FUNCTION auth.forget_expired_mail(bigint) TO coffer_worker;
