-- Row-level security and the rights of the two application roles. Rights are given by table and,
-- for changes, by column: what is recorded cannot be overwritten, whatever a statement says.
SET LOCAL ROLE coffer_owner;

DO $$
BEGIN
  PERFORM auth.protect('auth.memberships', 'household');
  PERFORM auth.protect('auth.grants', 'household');
  PERFORM auth.protect('finance.instruments', 'public');
  PERFORM auth.protect('finance.instrument_names', 'public');
  PERFORM auth.protect('finance.price_factors', 'public');
  PERFORM auth.protect('finance.corporate_actions', 'public');
  PERFORM auth.protect('finance.prices', 'public');
  PERFORM auth.protect('finance.price_series', 'public');
  PERFORM auth.protect('finance.fx_rates', 'public');
  PERFORM auth.protect('finance.fx_series', 'public');
  PERFORM auth.protect('finance.accounts', 'accounts', '{id}');
  PERFORM auth.protect('finance.account_cash_modes', 'accounts', '{account_id}');
  PERFORM auth.protect('finance.account_cost_bases', 'accounts', '{account_id}');
  PERFORM auth.protect('finance.ownership_shares', 'accounts', '{account_id}');
  PERFORM auth.protect('finance.transactions', 'accounts', '{account_id}');
  PERFORM auth.protect('finance.transaction_revisions', 'accounts', '{account_id,counter_account_id}');
  PERFORM auth.protect('finance.postings', 'accounts', '{account_id}');
  PERFORM auth.protect('finance.portfolios', 'portfolios', '{id}');
  PERFORM auth.protect('finance.portfolio_accounts', 'portfolios', '{portfolio_id}');
  PERFORM auth.protect('finance.portfolio_policies', 'portfolios', '{portfolio_id}');
  PERFORM auth.protect('finance.imports', 'whole');
  PERFORM auth.protect('finance.import_rows', 'whole');
  PERFORM auth.protect('documents.objects', 'whole');
  PERFORM auth.protect('audit.audit_log', 'whole');
  PERFORM auth.protect('jobs.queue', 'whole');
  PERFORM auth.protect('jobs.outbox', 'whole');
END
$$;

-- A person sees the own memberships in every household, before choosing one.
CREATE POLICY own ON auth.memberships FOR SELECT TO coffer_api, coffer_worker USING (user_id = (SELECT auth.caller_user()));

ALTER TABLE auth.users ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS seen ON auth.users;
CREATE POLICY seen ON auth.users FOR SELECT TO coffer_api, coffer_worker
  USING (id = (SELECT auth.caller_user()) OR id IN (SELECT auth.housemates()));
DROP POLICY IF EXISTS own ON auth.users;
CREATE POLICY own ON auth.users FOR UPDATE TO coffer_api, coffer_worker
  USING (id = (SELECT auth.caller_user())) WITH CHECK (id = (SELECT auth.caller_user()));

ALTER TABLE auth.sessions ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON auth.sessions;
CREATE POLICY own ON auth.sessions FOR ALL TO coffer_api, coffer_worker
  USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()));

ALTER TABLE auth.login_history ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON auth.login_history;
CREATE POLICY own ON auth.login_history FOR ALL TO coffer_api, coffer_worker
  USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()));

ALTER TABLE auth.households ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS seen ON auth.households;
CREATE POLICY seen ON auth.households FOR ALL TO coffer_api, coffer_worker
  USING (id = ANY ((SELECT auth.caller_households())::uuid[])) WITH CHECK (id = ANY ((SELECT auth.caller_households())::uuid[]));

ALTER TABLE jobs.idempotency_keys ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON jobs.idempotency_keys;
CREATE POLICY own ON jobs.idempotency_keys FOR ALL TO coffer_api, coffer_worker
  USING (user_id = (SELECT auth.caller_user())) WITH CHECK (user_id = (SELECT auth.caller_user()));

-- Rows without household: a caller adds jobs and events, system work of the worker handles them; an
-- audit entry names the caller, who reads the own ones.
CREATE POLICY system_add ON jobs.queue FOR INSERT TO coffer_api, coffer_worker
  WITH CHECK (household_id IS NULL AND (SELECT auth.has_caller()));
CREATE POLICY system_work ON jobs.queue FOR ALL TO coffer_worker
  USING (household_id IS NULL AND (SELECT auth.caller_system()) IS NOT NULL);
CREATE POLICY system_add ON jobs.outbox FOR INSERT TO coffer_api, coffer_worker
  WITH CHECK (household_id IS NULL AND (SELECT auth.has_caller()));
CREATE POLICY system_work ON jobs.outbox FOR ALL TO coffer_worker
  USING (household_id IS NULL AND (SELECT auth.caller_system()) IS NOT NULL);
CREATE POLICY own_add ON audit.audit_log FOR INSERT TO coffer_api, coffer_worker
  WITH CHECK (household_id IS NULL AND (actor_id = (SELECT auth.caller_user()) OR actor_system = (SELECT auth.caller_system())));
CREATE POLICY own_seen ON audit.audit_log FOR SELECT TO coffer_api, coffer_worker
  USING (household_id IS NULL AND actor_id = (SELECT auth.caller_user()));

-- Partitions are reached through their table alone.
DO $$
DECLARE
  part regclass;
BEGIN
  FOR part IN SELECT i.inhrelid::regclass FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid WHERE c.relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', part);
    EXECUTE format('REVOKE ALL ON %s FROM coffer_api, coffer_worker', part);
  END LOOP;
END
$$;

GRANT SELECT (id, email, name, locale, time_zone, base_currency, theme, version, created_at, updated_at, disabled_at),
      UPDATE (email, password_hash, name, locale, time_zone, base_currency, theme, version, updated_at)
   ON auth.users TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (last_used_at, idle_expires_at, revoked_at) ON auth.sessions TO coffer_api, coffer_worker;
GRANT SELECT, INSERT ON auth.login_history TO coffer_api, coffer_worker;
GRANT SELECT, UPDATE (name, base_currency) ON auth.households TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, DELETE, UPDATE (role, narrowed) ON auth.memberships TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, DELETE, UPDATE (access) ON auth.grants TO coffer_api, coffer_worker;

GRANT SELECT, INSERT, UPDATE (kind, currency, asset_class, exchange, region, sector, version, updated_at) ON finance.instruments TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (withdrawn_at)
   ON finance.instrument_names, finance.price_factors, finance.corporate_actions, finance.prices, finance.fx_rates,
      finance.account_cash_modes, finance.account_cost_bases, finance.ownership_shares
   TO coffer_api, coffer_worker;
GRANT SELECT ON finance.price_series, finance.fx_series, finance.public_version TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (name, institution, note, kind, currency, opened_on, closed_on, allows_shorts, version, updated_at, archived_at, deleted_at)
   ON finance.accounts TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (import_id, import_row, fingerprint, external_id) ON finance.transactions TO coffer_api, coffer_worker;
GRANT SELECT, INSERT ON finance.transaction_revisions, finance.postings TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (name, currency, benchmark_instrument_id, version, updated_at, deleted_at) ON finance.portfolios TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, DELETE ON finance.portfolio_accounts TO coffer_api, coffer_worker;
GRANT SELECT, INSERT ON finance.portfolio_policies TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, DELETE,
      UPDATE (account_id, kind, profile, state, options, mapping, counts, job_id, version, updated_at, committed_at, reverted_at)
   ON finance.imports TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, DELETE, UPDATE (raw, fields, status, errors, transaction_id, mended_at)
   ON finance.import_rows TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (master_key, sealed_key, removed_at) ON documents.objects TO coffer_api, coffer_worker;
GRANT SELECT, INSERT ON audit.audit_log TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, UPDATE (state, finished_at) ON jobs.queue TO coffer_api;
GRANT SELECT, INSERT, DELETE,
      UPDATE (payload, state, progress, priority, attempts, run_at, claimed_by, lease_until, result, problem, problem_detail, started_at, finished_at)
   ON jobs.queue TO coffer_worker;
GRANT SELECT, INSERT ON jobs.outbox TO coffer_api, coffer_worker;
GRANT SELECT, INSERT, DELETE, UPDATE (request_hash, state, status, headers, body, expires_at) ON jobs.idempotency_keys TO coffer_api, coffer_worker;
