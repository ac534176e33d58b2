-- Corporate actions of every kind, and how they change: a row is withdrawn and another one takes its place under the
-- same action_id, each by a change that can be taken back.
SET LOCAL ROLE coffer_owner;

ALTER TABLE finance.corporate_actions
  ADD COLUMN IF NOT EXISTS action_id uuid,
  ADD COLUMN IF NOT EXISTS revision bigint NOT NULL DEFAULT 1,
  ADD COLUMN IF NOT EXISTS new_price numeric(38,18) CHECK (new_price >= 0),
  -- what one unit was paid with where fractions of a unit were paid in cash, in the row's currency
  ADD COLUMN IF NOT EXISTS fraction_price numeric(38,18) CHECK (fraction_price >= 0),
  -- booked for the accounts that held it
  ADD COLUMN IF NOT EXISTS transactions uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(transactions) <= 1000),
  ADD COLUMN IF NOT EXISTS change_id uuid,
  ADD COLUMN IF NOT EXISTS withdrawn_by uuid;

-- Rows without an action of their own are their own.
CREATE OR REPLACE FUNCTION finance.name_corporate_action() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
BEGIN
  NEW.action_id := coalesce(NEW.action_id, NEW.id);
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER name_action BEFORE INSERT ON finance.corporate_actions
  FOR EACH ROW EXECUTE FUNCTION finance.name_corporate_action();
UPDATE finance.corporate_actions SET action_id = id WHERE action_id IS NULL;
ALTER TABLE finance.corporate_actions ALTER COLUMN action_id SET NOT NULL;

ALTER TABLE finance.corporate_actions DROP CONSTRAINT IF EXISTS corporate_actions_kind_check;
ALTER TABLE finance.corporate_actions ADD CONSTRAINT corporate_actions_kind_check
  CHECK (kind IN ('split', 'stock_dividend', 'spin_off', 'merger', 'rights', 'return_of_capital', 'symbol_change'));
-- The currency is that of every amount and price of the row.
ALTER TABLE finance.corporate_actions DROP CONSTRAINT IF EXISTS corporate_actions_check1;
ALTER TABLE finance.corporate_actions DROP CONSTRAINT IF EXISTS corporate_actions_priced;
ALTER TABLE finance.corporate_actions ADD CONSTRAINT corporate_actions_priced
  CHECK (currency IS NOT NULL OR num_nonnulls(amount, new_price, fraction_price) = 0);

DROP INDEX IF EXISTS finance.corporate_actions_fact_key;
CREATE UNIQUE INDEX IF NOT EXISTS corporate_actions_one_fact ON finance.corporate_actions
  (instrument_id, effective_on, kind, household_id, other_instrument_id) NULLS NOT DISTINCT WHERE withdrawn_at IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS corporate_actions_standing ON finance.corporate_actions (action_id) WHERE withdrawn_at IS NULL;
CREATE INDEX IF NOT EXISTS corporate_actions_change_id ON finance.corporate_actions (household_id, change_id) WHERE change_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS corporate_actions_withdrawn_by ON finance.corporate_actions (household_id, withdrawn_by) WHERE withdrawn_by IS NOT NULL;
GRANT UPDATE (withdrawn_by) ON finance.corporate_actions TO coffer_api, coffer_worker;

-- A split that no account was paid a fraction for changes no transaction.
ALTER TABLE finance.changes DROP CONSTRAINT IF EXISTS changes_row_count_check;
ALTER TABLE finance.changes ADD CONSTRAINT changes_row_count_check CHECK (row_count BETWEEN 0 AND 1000);
