-- Portfolios: saved sets of accounts, which may overlap, with the currency, policy and benchmark of their reports.
SET LOCAL ROLE coffer_owner;

-- The default portfolio holds all accounts of its household and has no rows in portfolio_accounts.
CREATE TABLE IF NOT EXISTS finance.portfolios (
  household_id uuid NOT NULL REFERENCES auth.households (id),
  id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  benchmark_instrument_id uuid REFERENCES finance.instruments (id),
  is_default boolean NOT NULL DEFAULT false,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid REFERENCES auth.users (id),
  updated_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz,
  PRIMARY KEY (household_id, id)
);
CREATE UNIQUE INDEX IF NOT EXISTS portfolios_default_key ON finance.portfolios (household_id) WHERE is_default;
CREATE UNIQUE INDEX IF NOT EXISTS portfolios_name_key ON finance.portfolios (household_id, lower(name)) WHERE deleted_at IS NULL;

CREATE TABLE IF NOT EXISTS finance.portfolio_accounts (
  household_id uuid NOT NULL,
  portfolio_id uuid NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (household_id, portfolio_id, account_id),
  FOREIGN KEY (household_id, portfolio_id) REFERENCES finance.portfolios (household_id, id),
  FOREIGN KEY (household_id, account_id) REFERENCES finance.accounts (household_id, id)
);
CREATE INDEX IF NOT EXISTS portfolio_accounts_account ON finance.portfolio_accounts (household_id, account_id);

-- The conventions of a portfolio's figures; the row recorded last holds, none means the default preset.
CREATE TABLE IF NOT EXISTS finance.portfolio_policies (
  household_id uuid NOT NULL,
  id uuid NOT NULL,
  portfolio_id uuid NOT NULL,
  policy jsonb NOT NULL CHECK (jsonb_typeof(policy) = 'object'),
  recorded_by uuid REFERENCES auth.users (id),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (household_id, id),
  FOREIGN KEY (household_id, portfolio_id) REFERENCES finance.portfolios (household_id, id)
);
CREATE INDEX IF NOT EXISTS portfolio_policies_portfolio ON finance.portfolio_policies (household_id, portfolio_id, recorded_at);

DO $$
BEGIN
  PERFORM auth.count_changes(counted::regclass)
     FROM unnest(ARRAY['finance.portfolios', 'finance.portfolio_accounts', 'finance.portfolio_policies']) AS counted;
END
$$;
