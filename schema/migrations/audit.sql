-- Who did what, on whose behalf, when and from where. The application roles append and read, no more.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS audit.audit_log (
  id uuid NOT NULL,
  household_id uuid,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  actor_id uuid,
  actor_system text CHECK (char_length(actor_system) BETWEEN 1 AND 100),
  on_behalf_of uuid,
  action text NOT NULL CHECK (char_length(action) BETWEEN 1 AND 100),
  object_kind text CHECK (char_length(object_kind) BETWEEN 1 AND 100),
  object_id uuid,
  before jsonb,
  after jsonb,
  network_address text CHECK (char_length(network_address) <= 64),
  trace_id text CHECK (char_length(trace_id) <= 64)
) PARTITION BY HASH (household_id);
CREATE INDEX IF NOT EXISTS audit_log_household ON audit.audit_log (household_id, recorded_at, id);
CREATE INDEX IF NOT EXISTS audit_log_object ON audit.audit_log (household_id, object_id, recorded_at) WHERE object_id IS NOT NULL;

DO $$
BEGIN
  FOR part IN 0..3 LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS audit.audit_log_%s PARTITION OF audit.audit_log FOR VALUES WITH (MODULUS 4, REMAINDER %s)', part, part);
  END LOOP;
END
$$;
