-- Those who run Coffer: support finds people, administrators disable them and give these roles (auth/people).
SET LOCAL ROLE coffer_owner;

ALTER TABLE auth.users ADD COLUMN IF NOT EXISTS system_role text NOT NULL DEFAULT 'user'
  CONSTRAINT users_system_role_check CHECK (system_role IN ('user', 'support', 'administrator'));

-- What the caller is; work of the system is an administrator's.
CREATE OR REPLACE FUNCTION auth.caller_system_role() RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT CASE WHEN auth.caller_system() IS NOT NULL THEN 'administrator'
              ELSE coalesce((SELECT u.system_role FROM auth.users u WHERE u.id = auth.caller_user() AND u.disabled_at IS NULL), 'user') END
$$;

-- By address or by id. One row or none; none for those who may not look.
CREATE OR REPLACE FUNCTION auth.find_person(p_email text, p_id uuid)
  RETURNS TABLE (id uuid, email text, name text, system_role text, created_at timestamptz, disabled_at timestamptz, last_seen_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT u.id, u.email, u.name, u.system_role, u.created_at, u.disabled_at,
         (SELECT max(s.last_used_at) FROM auth.sessions s WHERE s.user_id = u.id)
    FROM auth.users u
   WHERE (lower(u.email) = lower(p_email) OR u.id = p_id) AND u.deleted_at IS NULL AND auth.caller_system_role() IN ('support', 'administrator')
   LIMIT 1
$$;

-- Answers whether it was done: by an administrator, and not to themselves. Whoever is disabled is signed out everywhere.
CREATE OR REPLACE FUNCTION auth.change_person(p_id uuid, p_system_role text, p_disabled boolean) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  IF auth.caller_system_role() <> 'administrator' OR p_id IS NOT DISTINCT FROM auth.caller_user() THEN
    RETURN false;
  END IF;
  UPDATE auth.users u
     SET system_role = p_system_role, disabled_at = CASE WHEN p_disabled THEN coalesce(u.disabled_at, now()) END, updated_at = now()
   WHERE u.id = p_id AND u.deleted_at IS NULL;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF p_disabled THEN
    UPDATE auth.sessions s SET revoked_at = now() WHERE s.user_id = p_id AND s.revoked_at IS NULL;
  END IF;
  RETURN true;
END
$$;
GRANT EXECUTE ON FUNCTION auth.caller_system_role(), auth.find_person(text, uuid), auth.change_person(uuid, text, boolean) TO coffer_api, coffer_worker;
