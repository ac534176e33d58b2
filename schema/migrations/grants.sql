-- Grants narrow a membership to accounts, portfolios or documents. The functions below say which
-- accounts and portfolios the caller sees; policies ask them through one hashed sub-plan, and only
-- when the caller is narrowed in one of the households seen.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS auth.grants (
  household_id uuid NOT NULL,
  id uuid NOT NULL,
  membership_id uuid NOT NULL,
  account_id uuid,
  portfolio_id uuid,
  document_id uuid,
  access text NOT NULL CHECK (access IN ('view', 'view_without_amounts', 'comment', 'edit')),
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid REFERENCES auth.users (id),
  PRIMARY KEY (household_id, id),
  FOREIGN KEY (household_id, membership_id) REFERENCES auth.memberships (household_id, id) ON DELETE CASCADE,
  FOREIGN KEY (household_id, account_id) REFERENCES finance.accounts (household_id, id),
  FOREIGN KEY (household_id, portfolio_id) REFERENCES finance.portfolios (household_id, id),
  CHECK (num_nonnulls(account_id, portfolio_id, document_id) = 1),
  CONSTRAINT grants_object_key UNIQUE NULLS NOT DISTINCT (membership_id, account_id, portfolio_id, document_id)
);

CREATE OR REPLACE FUNCTION auth.granted_portfolios() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT p.id FROM finance.portfolios p
   WHERE p.household_id = ANY (auth.caller_households()) AND p.household_id <> ALL (auth.caller_narrowed())
  UNION
  SELECT g.portfolio_id FROM auth.memberships m JOIN auth.grants g ON g.household_id = m.household_id AND g.membership_id = m.id
   WHERE m.user_id = auth.caller_user() AND m.household_id = ANY (auth.caller_narrowed()) AND g.portfolio_id IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION auth.granted_accounts() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT a.id FROM finance.accounts a
   WHERE a.household_id = ANY (auth.caller_households()) AND a.household_id <> ALL (auth.caller_narrowed())
  UNION
  SELECT g.account_id FROM auth.memberships m JOIN auth.grants g ON g.household_id = m.household_id AND g.membership_id = m.id
   WHERE m.user_id = auth.caller_user() AND m.household_id = ANY (auth.caller_narrowed()) AND g.account_id IS NOT NULL
  UNION
  SELECT pa.account_id FROM auth.memberships m JOIN auth.grants g ON g.household_id = m.household_id AND g.membership_id = m.id
    JOIN finance.portfolio_accounts pa ON pa.household_id = g.household_id AND pa.portfolio_id = g.portfolio_id
   WHERE m.user_id = auth.caller_user() AND m.household_id = ANY (auth.caller_narrowed())
  UNION
  SELECT a.id FROM auth.memberships m JOIN auth.grants g ON g.household_id = m.household_id AND g.membership_id = m.id
    JOIN finance.portfolios p ON p.household_id = g.household_id AND p.id = g.portfolio_id AND p.is_default
    JOIN finance.accounts a ON a.household_id = p.household_id
   WHERE m.user_id = auth.caller_user() AND m.household_id = ANY (auth.caller_narrowed())
$$;

-- Those who share a household with the caller: their names may be shown.
CREATE OR REPLACE FUNCTION auth.housemates() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT DISTINCT m.user_id FROM auth.memberships m WHERE m.household_id = ANY (auth.caller_households()) $$;

GRANT EXECUTE ON FUNCTION auth.granted_portfolios(), auth.granted_accounts(), auth.housemates() TO coffer_api, coffer_worker;
CREATE INDEX IF NOT EXISTS memberships_household_id ON auth.memberships (household_id, user_id);
