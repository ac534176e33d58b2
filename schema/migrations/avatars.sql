-- Pictures that people give themselves: small, and seen by those they share a household with.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS auth.avatars (
  user_id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
  media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
  picture bytea NOT NULL CHECK (octet_length(picture) BETWEEN 1 AND 65536),
  updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE auth.avatars ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS seen ON auth.avatars;
CREATE POLICY seen ON auth.avatars FOR SELECT TO coffer_api, coffer_worker
  USING (user_id = (SELECT auth.caller_user()) OR user_id IN (SELECT auth.housemates()));
DROP POLICY IF EXISTS own ON auth.avatars;
CREATE POLICY own ON auth.avatars FOR ALL TO coffer_api
  USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()));
GRANT SELECT, INSERT, DELETE, UPDATE (media_type, picture, updated_at) ON auth.avatars TO coffer_api;
