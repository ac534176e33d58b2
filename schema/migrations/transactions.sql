-- Transactions: a head with the identity it has in its source, revisions with all fields, and the
-- recorded postings of each revision. Nothing recorded is overwritten: a correction, a deletion and
-- its undoing are each one more revision.
SET LOCAL ROLE coffer_owner;

-- account_id, current_revision and deleted_at follow the newest revision (trigger). fingerprint and
-- external_id stay what the source said, so that an edited row is still found by the next import.
CREATE TABLE IF NOT EXISTS finance.transactions (
  household_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  current_revision integer NOT NULL DEFAULT 1,
  import_id uuid,
  import_row integer,
  fingerprint bytea CHECK (octet_length(fingerprint) <= 32),
  external_id text CHECK (char_length(external_id) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (household_id, id)
) PARTITION BY HASH (household_id);
CREATE INDEX IF NOT EXISTS transactions_external_id ON finance.transactions (household_id, account_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS transactions_import_id ON finance.transactions (household_id, import_id) WHERE import_id IS NOT NULL;

-- superseded_at is null for the revision that holds now; as known at t: recorded_at <= t and
-- (superseded_at is null or superseded_at > t). A null fee or tax is none; a null cost is unknown.
CREATE TABLE IF NOT EXISTS finance.transaction_revisions (
  household_id uuid NOT NULL,
  transaction_id uuid NOT NULL,
  revision integer NOT NULL CHECK (revision >= 1),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  superseded_at timestamptz,
  deleted boolean NOT NULL DEFAULT false,
  actor_id uuid,
  actor_system text CHECK (char_length(actor_system) BETWEEN 1 AND 100),
  on_behalf_of uuid,
  reason text CHECK (char_length(reason) BETWEEN 1 AND 1000),

  account_id uuid NOT NULL,
  type text NOT NULL CHECK (type IN ('buy', 'sell', 'dividend', 'interest', 'interest_charge', 'income', 'expense', 'fee', 'fee_refund',
    'tax', 'tax_refund', 'deposit', 'withdrawal', 'cash_transfer', 'fx_exchange', 'transfer', 'delivery_in', 'delivery_out', 'split',
    'stock_dividend', 'spin_off', 'merger', 'rights', 'return_of_capital', 'symbol_change', 'reward', 'swap', 'loan_draw',
    'loan_repayment', 'valuation', 'balance')),
  trade_date date NOT NULL CHECK (trade_date BETWEEN DATE '1000-01-01' AND DATE '9999-12-31'),
  trade_time time,
  settlement_date date CHECK (settlement_date BETWEEN DATE '1000-01-01' AND DATE '9999-12-31'),
  sequence bigint NOT NULL DEFAULT 0,

  instrument_id uuid,
  quantity numeric(38,18),
  price numeric(38,18),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount numeric(38,18),
  fee numeric(38,18),
  tax numeric(38,18),
  accrued_interest numeric(38,18),
  -- 1 fx_from = fx_rate fx_to, as recorded with the booking, in the direction in which it was quoted
  fx_rate numeric(38,18) CHECK (fx_rate > 0),
  fx_from text CHECK (fx_from ~ '^[A-Z]{3}$'),
  fx_to text CHECK (fx_to ~ '^[A-Z]{3}$'),

  -- the other side of a transfer, an exchange, a swap, a spin-off or a merger
  direction text CHECK (direction IN ('out', 'in')),
  counter_account_id uuid,
  counter_date date CHECK (counter_date BETWEEN DATE '1000-01-01' AND DATE '9999-12-31'),
  counter_instrument_id uuid,
  counter_quantity numeric(38,18),
  counter_amount numeric(38,18),
  counter_currency text CHECK (counter_currency ~ '^[A-Z]{3}$'),
  linked_transaction_id uuid,

  ratio_to bigint CHECK (ratio_to > 0),
  ratio_from bigint CHECK (ratio_from > 0),
  cost_share numeric(38,18) CHECK (cost_share BETWEEN 0 AND 1),
  -- deliveries: what the units cost and since when they are held
  cost numeric(38,18),
  cost_currency text CHECK (cost_currency ~ '^[A-Z]{3}$'),
  acquired_on date CHECK (acquired_on BETWEEN DATE '1000-01-01' AND DATE '9999-12-31'),
  realises boolean NOT NULL DEFAULT false,
  -- loans: the parts of a repayment
  principal numeric(38,18),
  interest numeric(38,18),
  category text CHECK (char_length(category) BETWEEN 1 AND 100),
  -- lots chosen by the user: [{"transaction": id, "quantity": "1.5"}]
  lots jsonb,
  -- what a rare type needs beyond the columns
  details jsonb,
  note text CHECK (char_length(note) BETWEEN 1 AND 4000),
  tags text[] CHECK (cardinality(tags) <= 50),

  PRIMARY KEY (household_id, transaction_id, revision),
  CONSTRAINT transaction_revisions_actor CHECK (num_nonnulls(actor_id, actor_system) = 1),
  CONSTRAINT transaction_revisions_fx CHECK (num_nonnulls(fx_rate, fx_from, fx_to) IN (0, 3)),
  CONSTRAINT transaction_revisions_ratio CHECK ((ratio_to IS NULL) = (ratio_from IS NULL)),
  CONSTRAINT transaction_revisions_counter CHECK (counter_amount IS NULL OR counter_currency IS NOT NULL)
) PARTITION BY HASH (household_id);

-- The list of transactions and its filters: newest first is a backward scan of each.
CREATE INDEX IF NOT EXISTS transaction_revisions_by_date ON finance.transaction_revisions
  (household_id, trade_date, sequence, transaction_id) WHERE superseded_at IS NULL AND NOT deleted;
CREATE INDEX IF NOT EXISTS transaction_revisions_by_account ON finance.transaction_revisions
  (household_id, account_id, trade_date, sequence, transaction_id) WHERE superseded_at IS NULL AND NOT deleted;
CREATE INDEX IF NOT EXISTS transaction_revisions_by_instrument ON finance.transaction_revisions
  (household_id, instrument_id, trade_date, sequence, transaction_id) WHERE superseded_at IS NULL AND NOT deleted AND instrument_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS transaction_revisions_by_type ON finance.transaction_revisions
  (household_id, type, trade_date, sequence, transaction_id) WHERE superseded_at IS NULL AND NOT deleted;
CREATE INDEX IF NOT EXISTS transaction_revisions_by_counter_account ON finance.transaction_revisions
  (household_id, counter_account_id, trade_date, sequence, transaction_id)
  WHERE superseded_at IS NULL AND NOT deleted AND counter_account_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS transaction_revisions_by_recorded_at ON finance.transaction_revisions
  (household_id, recorded_at, transaction_id) WHERE superseded_at IS NULL AND NOT deleted;

-- Recorded postings, signed: + debit, - credit. ledger: C cash, P position, L loan, T in transit,
-- I income, E expense, K the outside world, X conversion. cost_unknown marks a delivery whose cost is
-- not known: its amount is then 0 and says nothing.
CREATE TABLE IF NOT EXISTS finance.postings (
  household_id uuid NOT NULL,
  transaction_id uuid NOT NULL,
  revision integer NOT NULL,
  line smallint NOT NULL CHECK (line >= 1),
  ledger text NOT NULL CHECK (ledger IN ('C', 'P', 'L', 'T', 'I', 'E', 'K', 'X')),
  category text CHECK (char_length(category) BETWEEN 1 AND 100),
  account_id uuid,
  instrument_id uuid,
  booked_on date NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount numeric(38,18) NOT NULL,
  quantity numeric(38,18),
  cost_unknown boolean NOT NULL DEFAULT false,
  PRIMARY KEY (household_id, transaction_id, revision, line),
  CONSTRAINT postings_category CHECK ((category IS NOT NULL) = (ledger IN ('I', 'E'))),
  CONSTRAINT postings_position CHECK (ledger <> 'P' OR (instrument_id IS NOT NULL AND quantity IS NOT NULL)),
  CONSTRAINT postings_cost_unknown CHECK (NOT cost_unknown OR amount = 0)
) PARTITION BY HASH (household_id);

-- Follows each insert of revisions: marks what they supersede, keeps the heads in step, and checks
-- what foreign keys would (a set at a time: by row they cost seconds per import). The joins are
-- planned anew for each statement, since one row and fifty thousand want different plans, and always
-- go by key: of a table that was just filled the planner knows nothing, and might read all of it.
CREATE OR REPLACE FUNCTION finance.chain_revisions() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
  AS $$
DECLARE
  broken boolean;
BEGIN
  EXECUTE 'SELECT EXISTS (
             SELECT FROM new_rows n LEFT JOIN finance.transactions t ON t.household_id = n.household_id AND t.id = n.transaction_id
              WHERE t.id IS NULL OR (n.revision <> t.current_revision + 1 AND NOT (n.revision = 1 AND t.current_revision = 1)))' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'a revision that does not follow the current one of its transaction'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transaction_revisions_chain';
  END IF;
  EXECUTE 'SELECT EXISTS (
             SELECT FROM (SELECT DISTINCT household_id, account_id FROM new_rows
                          UNION SELECT DISTINCT household_id, counter_account_id FROM new_rows WHERE counter_account_id IS NOT NULL) AS named
               LEFT JOIN finance.accounts a ON a.household_id = named.household_id AND a.id = named.account_id
              WHERE a.id IS NULL)' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'a transaction of an unknown account' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transaction_revisions_account';
  END IF;
  EXECUTE 'SELECT EXISTS (
             SELECT FROM (SELECT DISTINCT household_id, instrument_id FROM new_rows WHERE instrument_id IS NOT NULL
                          UNION SELECT DISTINCT household_id, counter_instrument_id FROM new_rows WHERE counter_instrument_id IS NOT NULL) AS named
               LEFT JOIN finance.instruments i ON i.id = named.instrument_id
              WHERE i.id IS NULL OR i.household_id <> named.household_id)' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'a transaction of an unknown instrument' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transaction_revisions_instrument';
  END IF;
  IF EXISTS (SELECT FROM new_rows WHERE revision > 1) THEN
    EXECUTE 'UPDATE finance.transaction_revisions r SET superseded_at = n.recorded_at
               FROM new_rows n
              WHERE n.revision > 1 AND r.household_id = n.household_id AND r.transaction_id = n.transaction_id AND r.revision = n.revision - 1';
    EXECUTE 'UPDATE finance.transactions t
                SET current_revision = n.revision, account_id = n.account_id, deleted_at = CASE WHEN n.deleted THEN n.recorded_at END
               FROM new_rows n
              WHERE n.revision > 1 AND t.household_id = n.household_id AND t.id = n.transaction_id';
  END IF;
  PERFORM auth.raise_versions(ARRAY (SELECT DISTINCT household_id FROM new_rows));
  RETURN NULL;
END
$$;

-- The balance: per revision and currency, what a statement adds less what it takes away is zero.
-- Postings are therefore written one statement per batch of whole transactions.
CREATE OR REPLACE FUNCTION finance.refuse_unbalanced(p_household uuid, p_transaction uuid, p_currency text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
BEGIN
  RAISE EXCEPTION 'the postings of transaction % do not sum to zero in %', p_transaction, p_currency
    USING ERRCODE = 'check_violation', CONSTRAINT = 'postings_balance', TABLE = 'postings', SCHEMA = 'finance';
END
$$;

CREATE OR REPLACE FUNCTION finance.check_inserted_postings() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  broken boolean;
BEGIN
  PERFORM finance.refuse_unbalanced(household_id, transaction_id, currency)
     FROM (SELECT household_id, transaction_id, currency FROM new_rows
            GROUP BY household_id, transaction_id, revision, currency HAVING sum(amount) <> 0 LIMIT 1) AS unbalanced;
  EXECUTE 'SELECT EXISTS (
             SELECT FROM (SELECT DISTINCT household_id, transaction_id, revision FROM new_rows) AS named
               LEFT JOIN finance.transaction_revisions r
                 ON r.household_id = named.household_id AND r.transaction_id = named.transaction_id AND r.revision = named.revision
              WHERE r.transaction_id IS NULL)' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'postings of an unknown revision' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'postings_revision';
  END IF;
  EXECUTE 'SELECT EXISTS (
             SELECT FROM (SELECT DISTINCT household_id, account_id FROM new_rows WHERE account_id IS NOT NULL) AS named
               LEFT JOIN finance.accounts a ON a.household_id = named.household_id AND a.id = named.account_id
              WHERE a.id IS NULL)' INTO broken;
  IF broken THEN
    RAISE EXCEPTION 'a posting of an unknown account' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'postings_account';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION finance.check_updated_postings() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
BEGIN
  PERFORM finance.refuse_unbalanced(household_id, transaction_id, currency)
     FROM (SELECT household_id, transaction_id, currency
             FROM (SELECT household_id, transaction_id, revision, currency, amount FROM new_rows
                   UNION ALL SELECT household_id, transaction_id, revision, currency, -amount FROM old_rows) AS moved
            GROUP BY household_id, transaction_id, revision, currency HAVING sum(amount) <> 0 LIMIT 1) AS unbalanced;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION finance.check_deleted_postings() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
BEGIN
  PERFORM finance.refuse_unbalanced(household_id, transaction_id, currency)
     FROM (SELECT household_id, transaction_id, currency FROM old_rows
            GROUP BY household_id, transaction_id, revision, currency HAVING sum(amount) <> 0 LIMIT 1) AS unbalanced;
  RETURN NULL;
END
$$;

-- A statement trigger of the whole table does not fire for a partition named directly: each has its own.
DO $$
DECLARE
  suffix text;
BEGIN
  FOR part IN 0..7 LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS finance.transactions_%s PARTITION OF finance.transactions FOR VALUES WITH (MODULUS 8, REMAINDER %s)', part, part);
    EXECUTE format('CREATE TABLE IF NOT EXISTS finance.transaction_revisions_%s PARTITION OF finance.transaction_revisions FOR VALUES WITH (MODULUS 8, REMAINDER %s)', part, part);
    EXECUTE format('CREATE TABLE IF NOT EXISTS finance.postings_%s PARTITION OF finance.postings FOR VALUES WITH (MODULUS 8, REMAINDER %s)', part, part);
  END LOOP;
  FOR suffix IN SELECT '' UNION ALL SELECT '_' || part FROM generate_series(0, 7) AS part LOOP
    EXECUTE format('CREATE OR REPLACE TRIGGER chain AFTER INSERT ON finance.transaction_revisions%s REFERENCING NEW TABLE AS new_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.chain_revisions()', suffix);
    EXECUTE format('CREATE OR REPLACE TRIGGER balance_insert AFTER INSERT ON finance.postings%s REFERENCING NEW TABLE AS new_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.check_inserted_postings()', suffix);
    EXECUTE format('CREATE OR REPLACE TRIGGER balance_update AFTER UPDATE ON finance.postings%s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.check_updated_postings()', suffix);
    EXECUTE format('CREATE OR REPLACE TRIGGER balance_delete AFTER DELETE ON finance.postings%s REFERENCING OLD TABLE AS old_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION finance.check_deleted_postings()', suffix);
  END LOOP;
END
$$;
