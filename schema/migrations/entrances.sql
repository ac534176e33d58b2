-- The named ways around row-level security: each does one thing, and runs as the owner.
SET LOCAL ROLE coffer_owner;

-- Before sign-in: what the password is checked against. One row or none.
CREATE OR REPLACE FUNCTION auth.find_credentials(p_email text)
  RETURNS TABLE (user_id uuid, password_hash text, disabled boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT u.id, u.password_hash, u.disabled_at IS NOT NULL FROM auth.users u WHERE lower(u.email) = lower(p_email) LIMIT 1 $$;

-- The session that a token opens, with all that makes a caller. One row or none: none also where it
-- was revoked or has expired, or the person is disabled. The three arrays go together, oldest membership first.
CREATE OR REPLACE FUNCTION auth.find_session(p_token_hash bytea)
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
   WHERE s.token_hash = p_token_hash AND s.revoked_at IS NULL AND s.idle_expires_at > now() AND s.expires_at > now()
$$;

-- A person as a caller: for sign-in once the password was right, for commands run in a person's name
-- (by e-mail address), and for jobs that a person started (by id).
CREATE OR REPLACE FUNCTION auth.find_caller(p_user uuid)
  RETURNS TABLE (user_id uuid, households uuid[], roles text[], narrowed boolean[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT u.id,
         coalesce(array_agg(m.household_id ORDER BY m.created_at, m.id) FILTER (WHERE m.id IS NOT NULL), '{}'),
         coalesce(array_agg(m.role ORDER BY m.created_at, m.id) FILTER (WHERE m.id IS NOT NULL), '{}'),
         coalesce(array_agg(m.narrowed ORDER BY m.created_at, m.id) FILTER (WHERE m.id IS NOT NULL), '{}')
    FROM auth.users u LEFT JOIN auth.memberships m ON m.user_id = u.id
   WHERE u.id = p_user AND u.disabled_at IS NULL
   GROUP BY u.id
$$;

CREATE OR REPLACE FUNCTION auth.find_caller_by_email(p_email text)
  RETURNS TABLE (user_id uuid, households uuid[], roles text[], narrowed boolean[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT c.* FROM auth.users u CROSS JOIN LATERAL auth.find_caller(u.id) AS c WHERE lower(u.email) = lower(p_email) LIMIT 1 $$;

-- A person with a first household, its owner's membership and its default portfolio. A taken e-mail
-- address violates users_email_key.
CREATE OR REPLACE FUNCTION auth.sign_up(p_user uuid, p_email text, p_password_hash text, p_name text, p_locale text, p_time_zone text,
    p_base_currency text, p_household uuid, p_household_name text, p_membership uuid, p_portfolio uuid, p_portfolio_name text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  INSERT INTO auth.users (id, email, password_hash, name, locale, time_zone, base_currency)
  VALUES (p_user, p_email, p_password_hash, p_name, p_locale, p_time_zone, p_base_currency);
  INSERT INTO auth.households (id, name, base_currency) VALUES (p_household, p_household_name, p_base_currency);
  INSERT INTO auth.memberships (id, household_id, user_id, role) VALUES (p_membership, p_household, p_user, 'owner');
  INSERT INTO finance.portfolios (household_id, id, name, currency, is_default, created_by)
  VALUES (p_household, p_portfolio, p_portfolio_name, p_base_currency, true, p_user);
$$;

-- One more household, owned by the caller.
CREATE OR REPLACE FUNCTION auth.create_household(p_household uuid, p_name text, p_base_currency text, p_membership uuid,
    p_portfolio uuid, p_portfolio_name text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  IF auth.caller_user() IS NULL THEN
    RAISE EXCEPTION 'a household needs a person' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO auth.households (id, name, base_currency) VALUES (p_household, p_name, p_base_currency);
  INSERT INTO auth.memberships (id, household_id, user_id, role) VALUES (p_membership, p_household, auth.caller_user(), 'owner');
  INSERT INTO finance.portfolios (household_id, id, name, currency, is_default, created_by)
  VALUES (p_household, p_portfolio, p_portfolio_name, p_base_currency, true, auth.caller_user());
END
$$;

-- A sign-in that did not come to a session: there is no caller yet.
CREATE OR REPLACE FUNCTION auth.record_failed_login(p_id uuid, p_user uuid, p_outcome text, p_user_agent text, p_network_address text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  INSERT INTO auth.login_history (id, user_id, outcome, user_agent, network_address)
  SELECT p_id, p_user, p_outcome, left(p_user_agent, 512), left(p_network_address, 64) WHERE p_outcome <> 'succeeded'
$$;

CREATE OR REPLACE FUNCTION auth.forget_expired_sessions(p_limit bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH gone AS (
    DELETE FROM auth.sessions WHERE id IN (
      SELECT id FROM auth.sessions WHERE least(idle_expires_at, expires_at, revoked_at) < now() - interval '30 days' LIMIT p_limit)
    RETURNING 1
  ) SELECT count(*) FROM gone
$$;

-- Transactions that hold p_text, newest first, from just before the given place in the list on.
-- Text matching is not leakproof, so under row-level security it would come after reading everything:
-- here the household bounds the scan and the caller's own sight is applied as the policies do.
CREATE OR REPLACE FUNCTION finance.search_transactions(p_household uuid, p_text text, p_limit bigint,
    p_before_date date DEFAULT NULL, p_before_sequence bigint DEFAULT NULL, p_before_id uuid DEFAULT NULL)
  RETURNS TABLE (transaction_id uuid, trade_date date, sequence bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH sought AS (SELECT lower(p_text) AS text),
  instruments AS (
    SELECT DISTINCT n.instrument_id FROM finance.instrument_names n, sought
     WHERE (n.household_id = p_household OR n.household_id IS NULL) AND n.withdrawn_at IS NULL AND strpos(lower(n.value), sought.text) > 0
  ), accounts AS (
    SELECT a.id FROM finance.accounts a, sought WHERE a.household_id = p_household AND strpos(lower(a.name), sought.text) > 0
  )
  SELECT r.transaction_id, r.trade_date, r.sequence
    FROM finance.transaction_revisions r, sought
   WHERE r.household_id = p_household AND p_household = ANY (auth.caller_households())
     AND r.superseded_at IS NULL AND NOT r.deleted
     AND (p_household <> ALL (auth.caller_narrowed())
          OR r.account_id IN (SELECT auth.granted_accounts()) OR r.counter_account_id IN (SELECT auth.granted_accounts()))
     AND (p_before_date IS NULL OR (r.trade_date, r.sequence, r.transaction_id) < (p_before_date, p_before_sequence, p_before_id))
     AND (strpos(lower(r.note), sought.text) > 0 OR strpos(r.type, sought.text) > 0 OR strpos(lower(r.category), sought.text) > 0
          OR r.instrument_id IN (SELECT instrument_id FROM instruments) OR r.account_id IN (SELECT id FROM accounts))
   ORDER BY r.trade_date DESC, r.sequence DESC, r.transaction_id DESC
   LIMIT least(p_limit, 1000)
$$;

-- Claims jobs that are due, and those whose worker let its lease run out and that have attempts left.
CREATE OR REPLACE FUNCTION jobs.claim_due(p_worker text, p_names text[], p_limit bigint, p_lease_ms bigint)
  RETURNS TABLE (id uuid, household_id uuid, name text, payload jsonb, attempts integer, max_attempts integer, created_by uuid, trace_id text)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH lost AS (
    SELECT l.id FROM jobs.queue l
     WHERE l.state = 'running' AND l.lease_until < now() AND l.attempts < l.max_attempts AND l.name = ANY (p_names)
     ORDER BY l.lease_until LIMIT p_limit FOR UPDATE SKIP LOCKED
  ), due AS (
    SELECT d.id FROM jobs.queue d
     WHERE d.state = 'queued' AND d.run_at <= now() AND d.name = ANY (p_names)
     ORDER BY d.priority DESC, d.run_at, d.id LIMIT p_limit FOR UPDATE SKIP LOCKED
  )
  UPDATE jobs.queue q
     SET state = 'running', attempts = q.attempts + 1, claimed_by = p_worker, started_at = now(),
         lease_until = now() + p_lease_ms * interval '1 millisecond'
   WHERE q.id IN (SELECT c.id FROM (SELECT lost.id FROM lost UNION ALL SELECT due.id FROM due) AS c LIMIT p_limit)
  RETURNING q.id, q.household_id, q.name, q.payload, q.attempts, q.max_attempts, q.created_by, q.trace_id
$$;

-- Jobs whose worker was lost in their last attempt: one that kills its worker does not do so for ever.
CREATE OR REPLACE FUNCTION jobs.fail_lost(p_limit bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH lost AS (
    SELECT l.id FROM jobs.queue l WHERE l.state = 'running' AND l.lease_until < now() AND l.attempts >= l.max_attempts
     LIMIT p_limit FOR UPDATE SKIP LOCKED
  ), failed AS (
    UPDATE jobs.queue q SET state = 'failed', problem = 'platform/worker-lost', finished_at = now(), lease_until = NULL
      FROM lost WHERE q.id = lost.id RETURNING 1
  ) SELECT count(*) FROM failed
$$;

-- How much waits: for metrics and for shedding load.
CREATE OR REPLACE FUNCTION jobs.queue_depth() RETURNS TABLE (queued bigint, running bigint, oldest_due_seconds numeric)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT count(*) FILTER (WHERE state = 'queued'), count(*) FILTER (WHERE state = 'running'),
         coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE state = 'queued' AND run_at <= now())), 0)
    FROM jobs.queue WHERE state IN ('queued', 'running')
$$;

-- Events in the order of position, only those that no running transaction can still overtake.
CREATE OR REPLACE FUNCTION jobs.list_events_after(p_position bigint, p_limit bigint)
  RETURNS TABLE ("position" bigint, id uuid, household_id uuid, event text, payload jsonb, trace_id text, created_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT o.position, o.id, o.household_id, o.event, o.payload, o.trace_id, o.created_at
    FROM jobs.outbox o
   WHERE o.position > p_position AND o.transaction < pg_snapshot_xmin(pg_current_snapshot())
   ORDER BY o.position LIMIT least(p_limit, 10000)
$$;

-- Takes events for dispatch, each once: the mark is part of the transaction that acts on them.
CREATE OR REPLACE FUNCTION jobs.claim_events(p_limit bigint)
  RETURNS TABLE ("position" bigint, id uuid, household_id uuid, event text, payload jsonb, trace_id text, created_at timestamptz)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH waiting AS (
    SELECT w.position FROM jobs.outbox w WHERE w.dispatched_at IS NULL ORDER BY w.position LIMIT p_limit FOR UPDATE SKIP LOCKED
  )
  UPDATE jobs.outbox o SET dispatched_at = now() FROM waiting WHERE o.position = waiting.position
  RETURNING o.position, o.id, o.household_id, o.event, o.payload, o.trace_id, o.created_at
$$;

CREATE OR REPLACE FUNCTION jobs.forget_expired_keys(p_limit bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH gone AS (
    DELETE FROM jobs.idempotency_keys WHERE (user_id, key) IN (
      SELECT user_id, key FROM jobs.idempotency_keys WHERE expires_at < now() LIMIT p_limit)
    RETURNING 1
  ) SELECT count(*) FROM gone
$$;

CREATE OR REPLACE FUNCTION jobs.forget_dispatched_events(p_older_than timestamptz, p_limit bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH gone AS (
    DELETE FROM jobs.outbox WHERE "position" IN (
      SELECT o.position FROM jobs.outbox o WHERE o.dispatched_at < p_older_than LIMIT p_limit)
    RETURNING 1
  ) SELECT count(*) FROM gone
$$;

GRANT EXECUTE ON FUNCTION auth.find_credentials(text), auth.find_session(bytea), auth.find_caller(uuid), auth.find_caller_by_email(text),
  auth.sign_up(uuid, text, text, text, text, text, text, uuid, text, uuid, uuid, text),
  auth.create_household(uuid, text, text, uuid, uuid, text), auth.record_failed_login(uuid, uuid, text, text, text),
  finance.search_transactions(uuid, text, bigint, date, bigint, uuid), jobs.list_events_after(bigint, bigint), jobs.queue_depth()
  TO coffer_api, coffer_worker;
GRANT EXECUTE ON FUNCTION auth.forget_expired_sessions(bigint), jobs.claim_due(text, text[], bigint, bigint), jobs.fail_lost(bigint), jobs.claim_events(bigint),
  jobs.forget_expired_keys(bigint), jobs.forget_dispatched_events(timestamptz, bigint)
  TO coffer_worker;
