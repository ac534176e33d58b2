-- What a person did to the books at once, so that it is listed and taken back as a whole.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS finance.changes (
  household_id uuid NOT NULL,
  id uuid NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  actor_id uuid,
  actor_system text CHECK (char_length(actor_system) BETWEEN 1 AND 100),
  on_behalf_of uuid,
  kind text NOT NULL CHECK (kind IN ('record', 'revise', 'remove', 'restore', 'bulk_revise', 'bulk_remove', 'match', 'take_apart', 'undo')),
  row_count integer NOT NULL CHECK (row_count BETWEEN 1 AND 1000),
  reason text CHECK (char_length(reason) BETWEEN 1 AND 1000),
  -- the change that this one takes back: once
  undoes uuid,
  PRIMARY KEY (household_id, id),
  CONSTRAINT changes_undone_once UNIQUE (household_id, undoes),
  CONSTRAINT changes_actor CHECK (num_nonnulls(actor_id, actor_system) = 1)
);
CREATE INDEX IF NOT EXISTS changes_recorded_at ON finance.changes (household_id, recorded_at, id);

-- The change that brought a revision; an import brings its own, and is taken back as an import.
ALTER TABLE finance.transaction_revisions ADD COLUMN IF NOT EXISTS change_id uuid;
CREATE INDEX IF NOT EXISTS transaction_revisions_change_id ON finance.transaction_revisions (household_id, change_id) WHERE change_id IS NOT NULL;
-- Whose lots another transaction chose is asked before it goes.
CREATE INDEX IF NOT EXISTS transaction_revisions_lots ON finance.transaction_revisions (household_id)
  WHERE superseded_at IS NULL AND NOT deleted AND lots IS NOT NULL;

-- A narrowed member sees a change whose every row they see.
ALTER TABLE finance.changes ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS household ON finance.changes;
CREATE POLICY household ON finance.changes FOR SELECT TO coffer_api, coffer_worker
  USING (household_id = ANY ((SELECT auth.caller_households())::uuid[])
         AND (household_id <> ALL ((SELECT auth.caller_narrowed())::uuid[])
              OR row_count = (SELECT count(*) FROM finance.transaction_revisions r
                               WHERE r.household_id = changes.household_id AND r.change_id = changes.id)));
DROP POLICY IF EXISTS household_insert ON finance.changes;
CREATE POLICY household_insert ON finance.changes FOR INSERT TO coffer_api, coffer_worker
  WITH CHECK (household_id = ANY ((SELECT auth.caller_writable())::uuid[]));
GRANT SELECT, INSERT ON finance.changes TO coffer_api, coffer_worker;

-- Lists search under row-level security by themselves.
DROP FUNCTION IF EXISTS finance.search_transactions(uuid, text, bigint, date, bigint, uuid);
