-- How people prove who they are: second factors, passkeys, sign-ins that wait for the second factor, and what a
-- session last proved.
SET LOCAL ROLE coffer_owner;

-- Accepted because of a second factor alone: without one it would be too short.
ALTER TABLE auth.users ADD COLUMN IF NOT EXISTS password_is_short boolean NOT NULL DEFAULT false;

-- When, and how, the person last proved to be the one who holds the account.
ALTER TABLE auth.sessions ADD COLUMN IF NOT EXISTS proved_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE auth.sessions ADD COLUMN IF NOT EXISTS proof text NOT NULL DEFAULT 'password';
ALTER TABLE auth.sessions DROP CONSTRAINT IF EXISTS sessions_proof_check;
ALTER TABLE auth.sessions ADD CONSTRAINT sessions_proof_check CHECK (proof IN ('password', 'totp', 'recovery_code', 'passkey'));

ALTER TABLE auth.login_history DROP CONSTRAINT IF EXISTS login_history_outcome_check;
ALTER TABLE auth.login_history ADD CONSTRAINT login_history_outcome_check
  CHECK (outcome IN ('succeeded', 'wrong_password', 'unknown_user', 'disabled', 'limited', 'wrong_factor', 'wrong_passkey'));
ALTER TABLE auth.login_history DROP CONSTRAINT IF EXISTS login_history_method_check;
ALTER TABLE auth.login_history ADD CONSTRAINT login_history_method_check
  CHECK (method IN ('password', 'sign_up', 'totp', 'recovery_code', 'passkey'));

-- One per person. sealed_secret opens under the master key alone, and for this row alone; last_step is the last
-- time step of which a code was accepted, so that none is accepted twice.
CREATE TABLE IF NOT EXISTS auth.totp_secrets (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  sealed_secret bytea NOT NULL CHECK (octet_length(sealed_secret) BETWEEN 1 AND 1024),
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  confirmed_at timestamptz,
  CONSTRAINT totp_secrets_user_key UNIQUE (user_id)
);

-- code_hash is the SHA-256 of a code of 120 random bits.
CREATE TABLE IF NOT EXISTS auth.recovery_codes (
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  code_hash bytea NOT NULL CHECK (octet_length(code_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

-- public_key is a COSE key; sign_count and the two backup flags are what the authenticator said last.
CREATE TABLE IF NOT EXISTS auth.passkeys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  credential_id bytea NOT NULL CHECK (octet_length(credential_id) BETWEEN 1 AND 1023),
  public_key bytea NOT NULL CHECK (octet_length(public_key) BETWEEN 1 AND 2048),
  sign_count bigint NOT NULL CHECK (sign_count BETWEEN 0 AND 4294967295),
  backup_eligible boolean NOT NULL,
  backed_up boolean NOT NULL,
  aaguid uuid NOT NULL,
  transports text[] NOT NULL DEFAULT '{}' CHECK (cardinality(transports) <= 8),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  CONSTRAINT passkeys_credential_key UNIQUE (credential_id)
);
CREATE INDEX IF NOT EXISTS passkeys_user_id ON auth.passkeys (user_id, created_at);

-- user_id is null where nobody has said yet who they are.
CREATE TABLE IF NOT EXISTS auth.passkey_challenges (
  challenge_hash bytea PRIMARY KEY CHECK (octet_length(challenge_hash) = 32),
  purpose text NOT NULL CHECK (purpose IN ('register', 'sign_in', 'second_factor', 'step_up')),
  user_id uuid REFERENCES auth.users (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS passkey_challenges_expires_at ON auth.passkey_challenges (expires_at);
CREATE INDEX IF NOT EXISTS passkey_challenges_user_id ON auth.passkey_challenges (user_id);

-- The password was right, the second factor is awaited.
CREATE TABLE IF NOT EXISTS auth.pending_sign_ins (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES auth.users (id) ON DELETE CASCADE,
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT pending_sign_ins_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX IF NOT EXISTS pending_sign_ins_user_id ON auth.pending_sign_ins (user_id, created_at);
CREATE INDEX IF NOT EXISTS pending_sign_ins_expires_at ON auth.pending_sign_ins (expires_at);

-- How often a person's codes were tried since window_start; a right one takes the row away.
CREATE TABLE IF NOT EXISTS auth.proof_attempts (
  user_id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
  window_start timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 1
);

DO $$
DECLARE
  own text;
BEGIN
  FOREACH own IN ARRAY ARRAY['totp_secrets', 'recovery_codes', 'passkeys', 'passkey_challenges', 'pending_sign_ins', 'proof_attempts'] LOOP
    EXECUTE format('ALTER TABLE auth.%I ENABLE ROW LEVEL SECURITY', own);
    EXECUTE format('DROP POLICY IF EXISTS own ON auth.%I', own);
    EXECUTE format('CREATE POLICY own ON auth.%I FOR ALL TO coffer_api, coffer_worker
                      USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()))', own);
  END LOOP;
END
$$;

GRANT SELECT (password_is_short), UPDATE (password_is_short) ON auth.users TO coffer_api, coffer_worker;
GRANT UPDATE (token_hash, proved_at, proof) ON auth.sessions TO coffer_api;
GRANT SELECT, INSERT, DELETE, UPDATE (sealed_secret, last_step, confirmed_at) ON auth.totp_secrets TO coffer_api;
GRANT SELECT, INSERT, DELETE, UPDATE (used_at) ON auth.recovery_codes TO coffer_api;
GRANT SELECT, INSERT, DELETE, UPDATE (sign_count, backed_up, name, last_used_at) ON auth.passkeys TO coffer_api;
GRANT SELECT, INSERT, UPDATE (ended_at) ON auth.pending_sign_ins TO coffer_api;
GRANT SELECT, INSERT, DELETE, UPDATE (window_start, attempts) ON auth.proof_attempts TO coffer_api;

-- The sign-in that a token continues; each call is one attempt. One row, or none: also where it has expired,
-- come to its end, or been tried too often.
CREATE OR REPLACE FUNCTION auth.take_sign_in_attempt(p_token_hash bytea) RETURNS TABLE (id uuid, user_id uuid)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  UPDATE auth.pending_sign_ins p SET attempts = p.attempts + 1
   WHERE p.token_hash = p_token_hash AND p.ended_at IS NULL AND p.expires_at > now() AND p.attempts < 5
  RETURNING p.id, p.user_id
$$;

-- Whose sign-in a token continues, without an attempt.
CREATE OR REPLACE FUNCTION auth.find_pending_sign_in(p_token_hash bytea) RETURNS TABLE (user_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT p.user_id FROM auth.pending_sign_ins p
   WHERE p.token_hash = p_token_hash AND p.ended_at IS NULL AND p.expires_at > now() AND p.attempts < 5
$$;

CREATE OR REPLACE FUNCTION auth.add_passkey_challenge(p_challenge_hash bytea, p_purpose text, p_user uuid, p_seconds bigint) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  INSERT INTO auth.passkey_challenges (challenge_hash, purpose, user_id, expires_at)
  VALUES (p_challenge_hash, p_purpose, p_user, now() + p_seconds * interval '1 second')
$$;

-- Takes a challenge away: whether it was given out for this purpose and person (null for nobody), and lately.
CREATE OR REPLACE FUNCTION auth.take_passkey_challenge(p_challenge_hash bytea, p_purpose text, p_user uuid) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH taken AS (
    DELETE FROM auth.passkey_challenges c WHERE c.challenge_hash = p_challenge_hash
    RETURNING c.purpose = p_purpose AND c.user_id IS NOT DISTINCT FROM p_user AND c.expires_at > now() AS holds
  ) SELECT coalesce(bool_or(holds), false) FROM taken
$$;

-- Whose passkey this is: asked before the caller is known.
CREATE OR REPLACE FUNCTION auth.find_passkey_owner(p_credential_id bytea) RETURNS TABLE (user_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT k.user_id FROM auth.passkeys k WHERE k.credential_id = p_credential_id $$;

CREATE OR REPLACE FUNCTION auth.forget_expired_proofs(p_limit bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH challenges AS (
    DELETE FROM auth.passkey_challenges WHERE challenge_hash IN (
      SELECT challenge_hash FROM auth.passkey_challenges WHERE expires_at < now() LIMIT p_limit)
    RETURNING 1
  ), sign_ins AS (
    DELETE FROM auth.pending_sign_ins WHERE id IN (
      SELECT id FROM auth.pending_sign_ins WHERE expires_at < now() - interval '1 day' LIMIT p_limit)
    RETURNING 1
  ), secrets AS (
    DELETE FROM auth.totp_secrets WHERE id IN (
      SELECT id FROM auth.totp_secrets WHERE confirmed_at IS NULL AND created_at < now() - interval '1 day' LIMIT p_limit)
    RETURNING 1
  ) SELECT (SELECT count(*) FROM challenges) + (SELECT count(*) FROM sign_ins) + (SELECT count(*) FROM secrets)
$$;

GRANT EXECUTE ON FUNCTION auth.take_sign_in_attempt(bytea), auth.find_pending_sign_in(bytea),
  auth.add_passkey_challenge(bytea, text, uuid, bigint), auth.take_passkey_challenge(bytea, text, uuid), auth.find_passkey_owner(bytea)
  TO coffer_api;
GRANT EXECUTE ON FUNCTION auth.forget_expired_proofs(bigint) TO coffer_worker;
