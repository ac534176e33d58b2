-- Accounts, and what is dated of them: how the cash is kept, the cost-basis method, who owns what share.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS finance.accounts (
  household_id uuid NOT NULL REFERENCES auth.households (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  institution text CHECK (char_length(institution) BETWEEN 1 AND 200),
  note text CHECK (char_length(note) BETWEEN 1 AND 4000),
  kind text NOT NULL CHECK (kind IN ('brokerage', 'bank', 'savings', 'cash', 'credit_card', 'pension', 'crypto', 'property', 'loan', 'other')),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  opened_on date CHECK (opened_on >= DATE '1000-01-01'),
  closed_on date CHECK (closed_on >= DATE '1000-01-01'),
  allows_shorts boolean NOT NULL DEFAULT false,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid REFERENCES auth.users (id),
  updated_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz,
  deleted_at timestamptz,
  PRIMARY KEY (household_id, id)
);
CREATE UNIQUE INDEX IF NOT EXISTS accounts_name_key ON finance.accounts (household_id, lower(name)) WHERE deleted_at IS NULL;

CREATE TABLE IF NOT EXISTS finance.account_cash_modes (
  household_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  mode text NOT NULL CHECK (mode IN ('tracked', 'untracked', 'settled')),
  settlement_account_id uuid,
  valid_from date NOT NULL DEFAULT DATE '1000-01-01' CHECK (valid_from >= DATE '1000-01-01'),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  PRIMARY KEY (household_id, id),
  FOREIGN KEY (household_id, account_id) REFERENCES finance.accounts (household_id, id),
  FOREIGN KEY (household_id, settlement_account_id) REFERENCES finance.accounts (household_id, id),
  CHECK ((mode = 'settled') = (settlement_account_id IS NOT NULL)),
  CHECK (settlement_account_id <> account_id)
);
CREATE INDEX IF NOT EXISTS account_cash_modes_account ON finance.account_cash_modes (household_id, account_id, valid_from);

CREATE TABLE IF NOT EXISTS finance.account_cost_bases (
  household_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  method text NOT NULL CHECK (method IN ('fifo', 'lifo', 'hifo', 'average', 'chosen')),
  valid_from date NOT NULL DEFAULT DATE '1000-01-01' CHECK (valid_from >= DATE '1000-01-01'),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  PRIMARY KEY (household_id, id),
  FOREIGN KEY (household_id, account_id) REFERENCES finance.accounts (household_id, id)
);
CREATE INDEX IF NOT EXISTS account_cost_bases_account ON finance.account_cost_bases (household_id, account_id, valid_from);

-- From valid_from on, the holder's share of the account. Without a row the household holds it all; a
-- share without user is held by someone outside, named by holder.
CREATE TABLE IF NOT EXISTS finance.ownership_shares (
  household_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  user_id uuid REFERENCES auth.users (id),
  holder text CHECK (char_length(holder) BETWEEN 1 AND 200),
  share numeric(38,18) NOT NULL CHECK (share BETWEEN 0 AND 1),
  valid_from date NOT NULL DEFAULT DATE '1000-01-01' CHECK (valid_from >= DATE '1000-01-01'),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,
  PRIMARY KEY (household_id, id),
  FOREIGN KEY (household_id, account_id) REFERENCES finance.accounts (household_id, id),
  CHECK (user_id IS NULL OR holder IS NULL)
);
CREATE INDEX IF NOT EXISTS ownership_shares_account ON finance.ownership_shares (household_id, account_id, valid_from);

DO $$
BEGIN
  PERFORM auth.count_changes(counted::regclass)
     FROM unnest(ARRAY['finance.accounts', 'finance.account_cash_modes', 'finance.account_cost_bases', 'finance.ownership_shares']) AS counted;
END
$$;
