-- Sharing a household: who may write what, invitations, and a household that keeps an owner.
-- Two more settings of each unit of work (see caller.sql):
--   coffer.writable  '{uuid,...}': households in which the caller's role writes at all
--   coffer.managed   '{uuid,...}': those whose members and settings it changes
SET LOCAL ROLE coffer_owner;

CREATE OR REPLACE FUNCTION auth.caller_writable() RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('coffer.writable', true), ''), '{}')::uuid[] $$;

CREATE OR REPLACE FUNCTION auth.caller_managed() RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('coffer.managed', true), ''), '{}')::uuid[] $$;

GRANT EXECUTE ON FUNCTION auth.caller_writable(), auth.caller_managed() TO coffer_api, coffer_worker;

-- Takes the place of auth.protect. Puts a table that has household_id under row-level security for both application roles. Sight:
--   'household'                    rows of the caller's households
--   'whole'                        the same, but nothing of a household in which grants narrow the caller
--   'accounts', '{account_id,...}'  narrowed callers see rows of granted accounts, by any of these columns, and
--                                  change those of which every account is granted for editing
--   'portfolios', '{portfolio_id}' narrowed callers see rows of granted portfolios
--   'public'                       and rows without household, for reading; system work of the worker writes them
-- Writers: 'editors', 'managers', or 'members' (anyone: what goes along with another write).
DROP FUNCTION IF EXISTS auth.protect(regclass, text, text[]);
CREATE OR REPLACE FUNCTION auth.guard(p_table regclass, p_sight text, p_columns text[] DEFAULT '{}', p_writers text DEFAULT 'editors') RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  bounded constant text := 'household_id = ANY ((SELECT auth.caller_households())::uuid[])';
  whole constant text := '((SELECT auth.caller_sees_whole()) OR household_id <> ALL ((SELECT auth.caller_narrowed())::uuid[]))';
  guarded constant name := (SELECT relname FROM pg_catalog.pg_class WHERE oid = p_table);
  sight constant text := 'EXISTS (SELECT FROM auth.sights s WHERE s.household_id = %1$I.household_id AND s.account_id = %1$I.%2$I';
  seen text := bounded;
  written text;
  command text;
  made name;
BEGIN
  CASE p_writers
    WHEN 'editors' THEN written := 'household_id = ANY ((SELECT auth.caller_writable())::uuid[])';
    WHEN 'managers' THEN written := 'household_id = ANY ((SELECT auth.caller_managed())::uuid[])';
    WHEN 'members' THEN written := bounded;
    ELSE RAISE EXCEPTION 'auth.guard knows no writers "%"', p_writers;
  END CASE;
  CASE p_sight
    WHEN 'household', 'public' THEN
      NULL;
    WHEN 'whole' THEN
      seen := seen || ' AND ' || whole;
    WHEN 'accounts' THEN
      SELECT seen || ' AND (' || whole || string_agg(format(' OR ' || sight || ')', guarded, c), '') || ')',
             written || ' AND (' || whole || ' OR '
             || string_agg(format('(%1$I.%2$I IS NULL OR ' || sight || ' AND s.access = ''edit''))', guarded, c), ' AND ') || ')'
        INTO STRICT seen, written FROM unnest(p_columns) AS c;
    WHEN 'portfolios' THEN
      SELECT seen || ' AND ((SELECT auth.caller_sees_whole()) OR '
             || string_agg(format('%I IN (SELECT auth.granted_portfolios())', c), ' OR ') || ')'
        INTO STRICT seen FROM unnest(p_columns) AS c;
    ELSE
      RAISE EXCEPTION 'auth.guard knows no sight "%"', p_sight;
  END CASE;
  IF p_sight <> 'accounts' AND p_writers <> 'members' THEN
    written := written || ' AND ' || whole;
  END IF;
  FOREACH made IN ARRAY '{household,household_insert,household_update,household_delete,public_part,public_system}'::name[] LOOP
    EXECUTE format('DROP POLICY IF EXISTS %I ON %s', made, p_table);
  END LOOP;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('CREATE POLICY household ON %s FOR SELECT TO coffer_api, coffer_worker USING (%s)', p_table, seen);
  EXECUTE format('CREATE POLICY household_insert ON %s FOR INSERT TO coffer_api, coffer_worker WITH CHECK (%s)', p_table, written);
  EXECUTE format('CREATE POLICY household_update ON %s FOR UPDATE TO coffer_api, coffer_worker USING (%s) WITH CHECK (%s)', p_table, written, written);
  EXECUTE format('CREATE POLICY household_delete ON %s FOR DELETE TO coffer_api, coffer_worker USING (%s)', p_table, written);
  IF p_sight = 'public' THEN
    EXECUTE format('CREATE POLICY public_part ON %s FOR SELECT TO coffer_api, coffer_worker
                      USING (household_id IS NULL AND (SELECT auth.has_caller()))', p_table);
    EXECUTE format('CREATE POLICY public_system ON %s FOR ALL TO coffer_worker
                      USING (household_id IS NULL AND (SELECT auth.caller_system()) IS NOT NULL)
                      WITH CHECK (household_id IS NULL AND (SELECT auth.caller_system()) IS NOT NULL)', p_table);
  END IF;
END
$$;

DO $$
BEGIN
  PERFORM auth.guard('auth.memberships', 'household', '{}', 'managers');
  PERFORM auth.guard('auth.grants', 'household', '{}', 'managers');
  PERFORM auth.guard('finance.instruments', 'public');
  PERFORM auth.guard('finance.instrument_names', 'public');
  PERFORM auth.guard('finance.price_factors', 'public');
  PERFORM auth.guard('finance.corporate_actions', 'public');
  PERFORM auth.guard('finance.prices', 'public');
  PERFORM auth.guard('finance.price_series', 'public');
  PERFORM auth.guard('finance.fx_rates', 'public');
  PERFORM auth.guard('finance.fx_series', 'public');
  PERFORM auth.guard('finance.accounts', 'accounts', '{id}');
  PERFORM auth.guard('finance.account_cash_modes', 'accounts', '{account_id}');
  PERFORM auth.guard('finance.account_cost_bases', 'accounts', '{account_id}');
  PERFORM auth.guard('finance.ownership_shares', 'accounts', '{account_id}');
  PERFORM auth.guard('finance.transactions', 'accounts', '{account_id}');
  PERFORM auth.guard('finance.transaction_revisions', 'accounts', '{account_id,counter_account_id}');
  PERFORM auth.guard('finance.postings', 'accounts', '{account_id}');
  PERFORM auth.guard('finance.portfolios', 'portfolios', '{id}');
  PERFORM auth.guard('finance.portfolio_accounts', 'portfolios', '{portfolio_id}');
  PERFORM auth.guard('finance.portfolio_policies', 'portfolios', '{portfolio_id}');
  PERFORM auth.guard('finance.imports', 'whole');
  PERFORM auth.guard('finance.import_rows', 'whole');
  PERFORM auth.guard('documents.objects', 'whole');
  PERFORM auth.guard('audit.audit_log', 'whole', '{}', 'members');
  PERFORM auth.guard('jobs.queue', 'whole', '{}', 'members');
  PERFORM auth.guard('jobs.outbox', 'whole', '{}', 'members');
END
$$;

-- Anyone may leave.
DROP POLICY IF EXISTS leave ON auth.memberships;
CREATE POLICY leave ON auth.memberships FOR DELETE TO coffer_api, coffer_worker USING (user_id = (SELECT auth.caller_user()));

DROP POLICY IF EXISTS seen ON auth.households;
CREATE POLICY seen ON auth.households FOR SELECT TO coffer_api, coffer_worker USING (id = ANY ((SELECT auth.caller_households())::uuid[]));
DROP POLICY IF EXISTS managed ON auth.households;
CREATE POLICY managed ON auth.households FOR UPDATE TO coffer_api, coffer_worker
  USING (id = ANY ((SELECT auth.caller_managed())::uuid[])) WITH CHECK (id = ANY ((SELECT auth.caller_managed())::uuid[]));

-- A household has an owner, whatever a statement says, but for the functions of coffer_owner that erase a whole
-- household. The row of the household is locked, so that two owners cannot step back at the same moment.
CREATE OR REPLACE FUNCTION auth.keep_an_owner() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
BEGIN
  IF current_user = 'coffer_owner' THEN
    RETURN NULL;
  END IF;
  PERFORM FROM auth.households h WHERE h.id IN (SELECT household_id FROM changed_rows) ORDER BY h.id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM auth.households h WHERE h.id IN (SELECT household_id FROM changed_rows)
              AND NOT EXISTS (SELECT FROM auth.memberships m WHERE m.household_id = h.id AND m.role = 'owner')) THEN
    RAISE EXCEPTION 'a household needs an owner' USING ERRCODE = 'check_violation', CONSTRAINT = 'memberships_keep_an_owner';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER keep_an_owner_update AFTER UPDATE ON auth.memberships REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION auth.keep_an_owner();
CREATE OR REPLACE TRIGGER keep_an_owner_delete AFTER DELETE ON auth.memberships REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION auth.keep_an_owner();

-- Whoever manages a household sees it whole.
ALTER TABLE auth.memberships DROP CONSTRAINT IF EXISTS memberships_managers_see_whole;
ALTER TABLE auth.memberships ADD CONSTRAINT memberships_managers_see_whole CHECK (NOT narrowed OR role NOT IN ('owner', 'manager'));

-- grants: [{"account"|"portfolio"|"document": id, "access": ...}], what a narrowed member begins with.
CREATE TABLE IF NOT EXISTS auth.invitations (
  household_id uuid NOT NULL REFERENCES auth.households (id),
  id uuid NOT NULL,
  email text NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'editor', 'commenter', 'viewer', 'adviser')),
  narrowed boolean NOT NULL DEFAULT false,
  grants jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(grants) = 'array'),
  token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
  invited_by uuid NOT NULL REFERENCES auth.users (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid REFERENCES auth.users (id),
  withdrawn_at timestamptz,
  PRIMARY KEY (household_id, id),
  CONSTRAINT invitations_token_hash_key UNIQUE (token_hash),
  CONSTRAINT invitations_managers_see_whole CHECK (NOT narrowed OR role NOT IN ('owner', 'manager'))
);
CREATE INDEX IF NOT EXISTS invitations_household_id ON auth.invitations (household_id, created_at, id);
SELECT auth.guard('auth.invitations', 'whole', '{}', 'managers');
GRANT SELECT (household_id, id, email, role, narrowed, grants, invited_by, created_at, expires_at, accepted_at, accepted_by, withdrawn_at),
      INSERT, UPDATE (withdrawn_at)
   ON auth.invitations TO coffer_api, coffer_worker;

-- Whether somebody may invite into a household in a role: a manager, but for owners, or an owner.
CREATE OR REPLACE FUNCTION auth.may_invite(p_household uuid, p_user uuid, p_role text) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog
  AS $$
  SELECT EXISTS (SELECT FROM auth.memberships m WHERE m.household_id = p_household AND m.user_id = p_user
                  AND (m.role = 'owner' OR (m.role = 'manager' AND p_role <> 'owner')))
$$;

-- What a token invites to: for whoever holds it, while its inviter may still invite. One row or none.
CREATE OR REPLACE FUNCTION auth.find_invitation(p_token_hash bytea)
  RETURNS TABLE (household_id uuid, household_name text, inviter_name text, email text, role text, narrowed boolean, expires_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT i.household_id, h.name, u.name, i.email, i.role, i.narrowed, i.expires_at
    FROM auth.invitations i JOIN auth.households h ON h.id = i.household_id JOIN auth.users u ON u.id = i.invited_by
   WHERE i.token_hash = p_token_hash AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now()
     AND auth.may_invite(i.household_id, i.invited_by, i.role)
$$;

-- Makes the caller a member, once. Returns the household; null where the token invites nobody, or another address.
-- A member already there keeps what the membership is.
CREATE OR REPLACE FUNCTION auth.accept_invitation(p_token_hash bytea, p_membership uuid) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  invited auth.invitations;
  member auth.memberships;
BEGIN
  UPDATE auth.invitations i SET accepted_at = now(), accepted_by = auth.caller_user()
   WHERE i.token_hash = p_token_hash AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > now()
     AND auth.may_invite(i.household_id, i.invited_by, i.role)
     AND lower(i.email) = (SELECT lower(u.email) FROM auth.users u WHERE u.id = auth.caller_user() AND u.disabled_at IS NULL)
  RETURNING i.* INTO invited;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  INSERT INTO auth.memberships (id, household_id, user_id, role, narrowed)
  VALUES (p_membership, invited.household_id, auth.caller_user(), invited.role, invited.narrowed)
  ON CONFLICT ON CONSTRAINT memberships_user_household_key DO NOTHING
  RETURNING * INTO member;
  IF FOUND THEN
    INSERT INTO auth.grants (household_id, id, membership_id, account_id, portfolio_id, document_id, access, created_by)
    SELECT invited.household_id, gen_random_uuid(), member.id, (g ->> 'account')::uuid, (g ->> 'portfolio')::uuid, (g ->> 'document')::uuid,
           g ->> 'access', invited.invited_by
      FROM jsonb_array_elements(invited.grants) AS g;
  END IF;
  RETURN invited.household_id;
END
$$;
GRANT EXECUTE ON FUNCTION auth.keep_an_owner() TO coffer_api, coffer_worker;
GRANT EXECUTE ON FUNCTION auth.find_invitation(bytea), auth.accept_invitation(bytea, uuid) TO coffer_api;
