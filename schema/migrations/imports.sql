-- Imports: an uploaded file, how it is read, and its rows as staged.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS finance.imports (
  household_id uuid NOT NULL REFERENCES auth.households (id),
  id uuid NOT NULL,
  object_id uuid NOT NULL,
  account_id uuid,
  kind text NOT NULL CHECK (kind IN ('auto', 'transactions', 'prices', 'fx', 'corporate_actions')),
  profile text CHECK (char_length(profile) BETWEEN 1 AND 100),
  -- that a commit or a revert failed follows from its job, whoever died meanwhile
  state text NOT NULL CHECK (state IN ('staged', 'committing', 'committed', 'reverting', 'reverted')),
  file_name text NOT NULL CHECK (char_length(file_name) BETWEEN 1 AND 255),
  options jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
  mapping jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(mapping) = 'object'),
  counts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(counts) = 'object'),
  job_id uuid,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid REFERENCES auth.users (id),
  updated_at timestamptz NOT NULL DEFAULT now(),
  committed_at timestamptz,
  reverted_at timestamptz,
  PRIMARY KEY (household_id, id),
  FOREIGN KEY (household_id, account_id) REFERENCES finance.accounts (household_id, id),
  FOREIGN KEY (household_id, object_id) REFERENCES documents.objects (household_id, id)
);
CREATE INDEX IF NOT EXISTS imports_created_at ON finance.imports (household_id, created_at, id);

-- raw holds field, column and text of each cell, one after the other; fields what was decided of the row
-- (choice, changes, the revision that it wrote, whether it can be read).
CREATE TABLE IF NOT EXISTS finance.import_rows (
  household_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row_number integer NOT NULL CHECK (row_number >= 1),
  line integer NOT NULL CHECK (line >= 1),
  raw text[] NOT NULL,
  fields jsonb,
  status text NOT NULL CHECK (status IN ('new', 'duplicate', 'changed', 'error', 'ignored', 'skipped', 'committed', 'reverted')),
  errors jsonb,
  -- the transaction that the row became, or that it matches
  transaction_id uuid,
  mended_at timestamptz,
  PRIMARY KEY (household_id, import_id, row_number),
  FOREIGN KEY (household_id, import_id) REFERENCES finance.imports (household_id, id)
);
-- No index holds the status: a commit changes it in every row, in place where there is room on the page.
ALTER TABLE finance.import_rows SET (fillfactor = 60);
