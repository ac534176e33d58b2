-- Which transactions a version of a household's book changed, so that a kept book reads these alone. A version that
-- has no row was raised by something else, or by more than 200 transactions at once: then all is read.
-- The latest 200 versions are kept.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS finance.book_changes (
  household_id uuid NOT NULL REFERENCES auth.households (id) ON DELETE CASCADE,
  version bigint NOT NULL,
  transactions uuid[] NOT NULL CHECK (cardinality(transactions) BETWEEN 1 AND 200),
  PRIMARY KEY (household_id, version)
);

SELECT auth.guard('finance.book_changes', 'whole');
GRANT SELECT ON finance.book_changes TO coffer_api, coffer_worker;

-- Runs after the trigger `chain`, which raised the version: triggers of one kind go by their names.
CREATE OR REPLACE FUNCTION finance.note_changed_transactions() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  IF (SELECT count(*) FROM new_rows) BETWEEN 1 AND 200 THEN
    EXECUTE 'INSERT INTO finance.book_changes (household_id, version, transactions)
               SELECT n.household_id, h.version, array_agg(DISTINCT n.transaction_id)
                 FROM new_rows n JOIN auth.households h ON h.id = n.household_id
                GROUP BY n.household_id, h.version';
    EXECUTE 'DELETE FROM finance.book_changes c
              USING (SELECT DISTINCT household_id FROM new_rows) n, auth.households h
              WHERE h.id = n.household_id AND c.household_id = h.id AND c.version <= h.version - 200';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER note_changes AFTER INSERT ON finance.transaction_revisions REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION finance.note_changed_transactions();
