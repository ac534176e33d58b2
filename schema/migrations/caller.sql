-- Who asks: read from the settings that each unit of work makes first, by set_config(..., true).
--   coffer.user        the person, or empty
--   coffer.system      the name of system work, or empty
--   coffer.households  '{uuid,...}': every household that the caller sees
--   coffer.narrowed    '{uuid,...}': those of them in which grants narrow the caller's sight
-- The functions are plain SQL without settings of their own, so that the planner puts their bodies
-- into the policies; there they stand in scalar subqueries and are evaluated once per statement.
SET LOCAL ROLE coffer_owner;

CREATE OR REPLACE FUNCTION auth.caller_user() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('coffer.user', true), '')::uuid $$;

CREATE OR REPLACE FUNCTION auth.caller_system() RETURNS text
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('coffer.system', true), '') $$;

CREATE OR REPLACE FUNCTION auth.has_caller() RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('coffer.user', true), ''), nullif(current_setting('coffer.system', true), '')) IS NOT NULL $$;

CREATE OR REPLACE FUNCTION auth.caller_households() RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('coffer.households', true), ''), '{}')::uuid[] $$;

CREATE OR REPLACE FUNCTION auth.caller_narrowed() RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('coffer.narrowed', true), ''), '{}')::uuid[] $$;

CREATE OR REPLACE FUNCTION auth.caller_sees_whole() RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('coffer.narrowed', true), ''), '{}') = '{}' $$;

GRANT EXECUTE ON FUNCTION auth.caller_user(), auth.caller_system(), auth.has_caller(), auth.caller_households(),
  auth.caller_narrowed(), auth.caller_sees_whole() TO coffer_api, coffer_worker;

-- Puts a table that has household_id under row-level security for both application roles:
--   auth.protect('finance.x', 'household')                    rows of the caller's households
--   auth.protect('finance.x', 'whole')                        the same, but nothing of a household in which grants narrow the caller
--   auth.protect('finance.x', 'accounts', '{account_id,...}')  narrowed callers see rows of granted accounts, by any of these columns
--   auth.protect('finance.x', 'portfolios', '{portfolio_id}') likewise by portfolio
--   auth.protect('finance.x', 'public')                       and rows without household, for reading; system work of the worker writes them
CREATE OR REPLACE FUNCTION auth.protect(p_table regclass, p_sight text, p_columns text[] DEFAULT '{}') RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  bounded constant text := 'household_id = ANY ((SELECT auth.caller_households())::uuid[])';
  condition text;
  old_policy name;
BEGIN
  CASE p_sight
    WHEN 'household', 'public' THEN
      condition := bounded;
    WHEN 'whole' THEN
      condition := bounded || ' AND ((SELECT auth.caller_sees_whole()) OR household_id <> ALL ((SELECT auth.caller_narrowed())::uuid[]))';
    WHEN 'accounts' THEN
      SELECT bounded || ' AND ((SELECT auth.caller_sees_whole()) OR '
             || string_agg(format('%I IN (SELECT auth.granted_accounts())', c), ' OR ') || ')'
        INTO STRICT condition FROM unnest(p_columns) AS c;
    WHEN 'portfolios' THEN
      SELECT bounded || ' AND ((SELECT auth.caller_sees_whole()) OR '
             || string_agg(format('%I IN (SELECT auth.granted_portfolios())', c), ' OR ') || ')'
        INTO STRICT condition FROM unnest(p_columns) AS c;
    ELSE
      RAISE EXCEPTION 'auth.protect knows no sight "%"', p_sight;
  END CASE;
  FOR old_policy IN SELECT polname FROM pg_catalog.pg_policy WHERE polrelid = p_table LOOP
    EXECUTE format('DROP POLICY %I ON %s', old_policy, p_table);
  END LOOP;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', p_table);
  EXECUTE format('CREATE POLICY household ON %s FOR ALL TO coffer_api, coffer_worker USING (%s) WITH CHECK (%s)', p_table, condition, condition);
  IF p_sight = 'public' THEN
    EXECUTE format('CREATE POLICY public_part ON %s FOR SELECT TO coffer_api, coffer_worker
                      USING (household_id IS NULL AND (SELECT auth.has_caller()))', p_table);
    EXECUTE format('CREATE POLICY public_system ON %s FOR ALL TO coffer_worker
                      USING (household_id IS NULL AND (SELECT auth.caller_system()) IS NOT NULL)
                      WITH CHECK (household_id IS NULL AND (SELECT auth.caller_system()) IS NOT NULL)', p_table);
  END IF;
END
$$;
