-- The queue, the outbox of events, and the answers kept for idempotency keys.
SET LOCAL ROLE coffer_owner;

-- household_id is null for work of the system.
CREATE TABLE IF NOT EXISTS jobs.queue (
  id uuid PRIMARY KEY,
  household_id uuid REFERENCES auth.households (id),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
  payload jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  progress numeric(5,4) NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
  priority smallint NOT NULL DEFAULT 0,
  attempts integer NOT NULL DEFAULT 0,
  max_attempts integer NOT NULL DEFAULT 5 CHECK (max_attempts BETWEEN 1 AND 100),
  run_at timestamptz NOT NULL DEFAULT now(),
  dedupe_key text CHECK (char_length(dedupe_key) BETWEEN 1 AND 255),
  claimed_by text CHECK (char_length(claimed_by) <= 200),
  lease_until timestamptz,
  result jsonb,
  -- slug and sentence of the last failure
  problem text CHECK (char_length(problem) BETWEEN 1 AND 100),
  problem_detail text CHECK (char_length(problem_detail) <= 4000),
  created_by uuid,
  trace_id text CHECK (char_length(trace_id) <= 64),
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX IF NOT EXISTS queue_due ON jobs.queue (priority DESC, run_at, id) WHERE state = 'queued';
CREATE INDEX IF NOT EXISTS queue_leases ON jobs.queue (lease_until) WHERE state = 'running';
CREATE INDEX IF NOT EXISTS queue_household ON jobs.queue (household_id, created_at);
-- One waiting job per key; a running one does not count, for it may have read too early.
CREATE UNIQUE INDEX IF NOT EXISTS queue_dedupe_key ON jobs.queue (name, dedupe_key, household_id) NULLS NOT DISTINCT
  WHERE state = 'queued' AND dedupe_key IS NOT NULL;

-- transaction is the writer's: an event is shown to readers in order of position only once no older
-- transaction can still add one before it.
CREATE TABLE IF NOT EXISTS jobs.outbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL,
  household_id uuid REFERENCES auth.households (id),
  event text NOT NULL CHECK (char_length(event) BETWEEN 1 AND 100),
  payload jsonb NOT NULL DEFAULT '{}',
  trace_id text CHECK (char_length(trace_id) <= 64),
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  created_at timestamptz NOT NULL DEFAULT now(),
  dispatched_at timestamptz
);
CREATE INDEX IF NOT EXISTS outbox_waiting ON jobs.outbox (position) WHERE dispatched_at IS NULL;
CREATE INDEX IF NOT EXISTS outbox_household ON jobs.outbox (household_id, position);

CREATE TABLE IF NOT EXISTS jobs.idempotency_keys (
  user_id uuid NOT NULL REFERENCES auth.users (id),
  key text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 255),
  request_hash bytea NOT NULL CHECK (octet_length(request_hash) = 32),
  state text NOT NULL CHECK (state IN ('running', 'done')),
  status integer CHECK (status BETWEEN 100 AND 599),
  headers jsonb,
  body bytea,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL DEFAULT now() + interval '48 hours',
  PRIMARY KEY (user_id, key)
);
CREATE INDEX IF NOT EXISTS idempotency_keys_expires_at ON jobs.idempotency_keys (expires_at);
