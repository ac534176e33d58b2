-- Sights: which accounts a grant shows its member, kept so that policies look up one row of an index for each row they
-- judge. A row for each account that a grant reaches: the account named, those of the portfolio, or, by the default
-- portfolio, all of the household. That the member is narrowed does not enter: of others nobody asks.
-- Rows come by triggers and go with what they stand on, by foreign keys, at the end of the statement that changes it.
-- Of a portfolio is_default never changes, of a membership the user never does.
SET LOCAL ROLE coffer_owner;

-- What a sight refers to, with the access it copies.
CREATE UNIQUE INDEX IF NOT EXISTS grants_access_key ON auth.grants (household_id, id, access);
CREATE INDEX IF NOT EXISTS grants_portfolio ON auth.grants (household_id, portfolio_id) WHERE portfolio_id IS NOT NULL;

-- portfolio_id: the saved set by which the grant reaches the account.
CREATE TABLE IF NOT EXISTS auth.sights (
  user_id uuid NOT NULL,
  household_id uuid NOT NULL,
  account_id uuid NOT NULL,
  grant_id uuid NOT NULL,
  access text NOT NULL,
  portfolio_id uuid,
  PRIMARY KEY (user_id, household_id, account_id, grant_id) INCLUDE (access),
  FOREIGN KEY (household_id, grant_id, access) REFERENCES auth.grants (household_id, id, access) ON UPDATE CASCADE ON DELETE CASCADE,
  FOREIGN KEY (household_id, account_id) REFERENCES finance.accounts (household_id, id) ON DELETE CASCADE,
  FOREIGN KEY (household_id, portfolio_id, account_id)
    REFERENCES finance.portfolio_accounts (household_id, portfolio_id, account_id) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS sights_grant ON auth.sights (household_id, grant_id);
CREATE INDEX IF NOT EXISTS sights_account ON auth.sights (household_id, account_id, portfolio_id);

ALTER TABLE auth.sights ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own ON auth.sights;
CREATE POLICY own ON auth.sights FOR SELECT TO coffer_api, coffer_worker USING (user_id = (SELECT auth.caller_user()));
GRANT SELECT ON auth.sights TO coffer_api, coffer_worker;

CREATE OR REPLACE VIEW auth.reached_accounts AS
  SELECT m.user_id, g.household_id, r.account_id, g.id AS grant_id, g.access, r.portfolio_id
    FROM auth.grants g JOIN auth.memberships m ON m.household_id = g.household_id AND m.id = g.membership_id
    CROSS JOIN LATERAL (
      SELECT g.account_id, NULL::uuid AS portfolio_id WHERE g.account_id IS NOT NULL
      UNION ALL
      SELECT pa.account_id, p.id FROM finance.portfolios p
        JOIN finance.portfolio_accounts pa ON pa.household_id = p.household_id AND pa.portfolio_id = p.id
       WHERE p.household_id = g.household_id AND p.id = g.portfolio_id AND NOT p.is_default
      UNION ALL
      SELECT a.id, NULL FROM finance.portfolios p JOIN finance.accounts a ON a.household_id = p.household_id
       WHERE p.household_id = g.household_id AND p.id = g.portfolio_id AND p.is_default) AS r;

-- Each of the three tables locks the household's row by its version before these triggers run, whose statements then
-- see what was written meanwhile: of an account and a grant that come at the same moment the later one adds the sight.
-- What is kept of reports goes by that version too: a grant given or taken changes what a member sees of them.
SELECT auth.count_changes('auth.grants');

CREATE OR REPLACE FUNCTION auth.add_sights_of_grants() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  INSERT INTO auth.sights (user_id, household_id, account_id, grant_id, access, portfolio_id)
  SELECT r.user_id, r.household_id, r.account_id, r.grant_id, r.access, r.portfolio_id
    FROM new_rows n JOIN auth.reached_accounts r ON r.household_id = n.household_id AND r.grant_id = n.id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION auth.add_sights_of_portfolio_accounts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  INSERT INTO auth.sights (user_id, household_id, account_id, grant_id, access, portfolio_id)
  SELECT m.user_id, g.household_id, n.account_id, g.id, g.access, n.portfolio_id
    FROM new_rows n
    JOIN finance.portfolios p ON p.household_id = n.household_id AND p.id = n.portfolio_id AND NOT p.is_default
    JOIN auth.grants g ON g.household_id = p.household_id AND g.portfolio_id = p.id
    JOIN auth.memberships m ON m.household_id = g.household_id AND m.id = g.membership_id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION auth.add_sights_of_accounts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  INSERT INTO auth.sights (user_id, household_id, account_id, grant_id, access)
  SELECT m.user_id, g.household_id, n.id, g.id, g.access
    FROM new_rows n
    JOIN finance.portfolios p ON p.household_id = n.household_id AND p.is_default
    JOIN auth.grants g ON g.household_id = p.household_id AND g.portfolio_id = p.id
    JOIN auth.memberships m ON m.household_id = g.household_id AND m.id = g.membership_id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER sights_insert AFTER INSERT ON auth.grants REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION auth.add_sights_of_grants();
CREATE OR REPLACE TRIGGER sights_insert AFTER INSERT ON finance.portfolio_accounts REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION auth.add_sights_of_portfolio_accounts();
CREATE OR REPLACE TRIGGER sights_insert AFTER INSERT ON finance.accounts REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION auth.add_sights_of_accounts();

INSERT INTO auth.sights (user_id, household_id, account_id, grant_id, access, portfolio_id)
SELECT r.user_id, r.household_id, r.account_id, r.grant_id, r.access, r.portfolio_id FROM auth.reached_accounts r
ON CONFLICT DO NOTHING;

-- OFFSET 0 keeps a household's accounts from being read before it is known that nothing narrows the caller there.
CREATE OR REPLACE FUNCTION auth.granted_accounts() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT a.id FROM unnest(auth.caller_households()) AS h
    CROSS JOIN LATERAL (SELECT i.id FROM finance.accounts i WHERE i.household_id = h OFFSET 0) AS a
   WHERE h <> ALL (auth.caller_narrowed())
  UNION
  SELECT s.account_id FROM auth.sights s WHERE s.user_id = auth.caller_user() AND s.household_id = ANY (auth.caller_narrowed())
$$;

-- The accounts that grants let the caller change; of households that are not narrowed, all.
CREATE OR REPLACE FUNCTION auth.editable_accounts() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT a.id FROM unnest(auth.caller_households()) AS h
    CROSS JOIN LATERAL (SELECT i.id FROM finance.accounts i WHERE i.household_id = h OFFSET 0) AS a
   WHERE h <> ALL (auth.caller_narrowed())
  UNION
  SELECT s.account_id FROM auth.sights s
   WHERE s.user_id = auth.caller_user() AND s.household_id = ANY (auth.caller_narrowed()) AND s.access = 'edit'
$$;

GRANT EXECUTE ON FUNCTION auth.editable_accounts() TO coffer_api, coffer_worker;
