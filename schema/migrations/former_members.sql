-- Whoever leaves a household leaves the name behind under which it knew them: what they did stays readable in its history.
-- It goes with the person's account, and with the household.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS auth.former_members (
  household_id uuid NOT NULL REFERENCES auth.households (id),
  user_id uuid NOT NULL REFERENCES auth.users (id),
  name text NOT NULL,
  left_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (household_id, user_id)
);
SELECT auth.guard('auth.former_members', 'household', '{}', 'managers');
-- Anyone may leave.
DROP POLICY IF EXISTS leave ON auth.former_members;
CREATE POLICY leave ON auth.former_members FOR INSERT TO coffer_api, coffer_worker
  WITH CHECK (user_id = (SELECT auth.caller_user()) AND household_id = ANY ((SELECT auth.caller_households())::uuid[]));
DROP POLICY IF EXISTS leave_again ON auth.former_members;
CREATE POLICY leave_again ON auth.former_members FOR UPDATE TO coffer_api, coffer_worker
  USING (user_id = (SELECT auth.caller_user()) AND household_id = ANY ((SELECT auth.caller_households())::uuid[]))
  WITH CHECK (user_id = (SELECT auth.caller_user()) AND household_id = ANY ((SELECT auth.caller_households())::uuid[]));
GRANT SELECT, INSERT, UPDATE (name, left_at) ON auth.former_members TO coffer_api, coffer_worker;

-- Before the row goes: after that nobody but the person would see the name. The functions of coffer_owner that erase a
-- person or a household leave nothing behind.
CREATE OR REPLACE FUNCTION auth.keep_name() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
BEGIN
  IF current_user <> 'coffer_owner' THEN
    INSERT INTO auth.former_members (household_id, user_id, name)
    SELECT OLD.household_id, u.id, u.name FROM auth.users u WHERE u.id = OLD.user_id
    ON CONFLICT (household_id, user_id) DO UPDATE SET name = excluded.name, left_at = excluded.left_at;
  END IF;
  RETURN OLD;
END
$$;
GRANT EXECUTE ON FUNCTION auth.keep_name() TO coffer_api, coffer_worker;
CREATE OR REPLACE TRIGGER keep_name BEFORE DELETE ON auth.memberships FOR EACH ROW EXECUTE FUNCTION auth.keep_name();
