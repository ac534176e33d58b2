-- What a list of accounts says of each: judged once by its account, not once by each row that is counted. Whoever sees
-- an account sees every transaction of it, so the figures are those that the policies of the tables would give.
SET LOCAL ROLE coffer_owner;

-- Read with the rights of coffer_owner: the condition below is the whole of its row-level security.
CREATE OR REPLACE VIEW finance.account_parts WITH (security_barrier) AS
  SELECT a.household_id, a.id AS account_id, m.mode, m.settlement_account_id, b.method, n.transactions
    FROM finance.accounts a
    CROSS JOIN LATERAL (
      SELECT c.mode, c.settlement_account_id FROM finance.account_cash_modes c
       WHERE c.household_id = a.household_id AND c.account_id = a.id AND c.withdrawn_at IS NULL
       ORDER BY c.valid_from DESC, c.recorded_at DESC LIMIT 1) AS m
    CROSS JOIN LATERAL (
      SELECT c.method FROM finance.account_cost_bases c
       WHERE c.household_id = a.household_id AND c.account_id = a.id AND c.withdrawn_at IS NULL
       ORDER BY c.valid_from DESC, c.recorded_at DESC LIMIT 1) AS b
    CROSS JOIN LATERAL (
      SELECT count(*) AS transactions FROM finance.transaction_revisions t
       WHERE t.household_id = a.household_id AND t.account_id = a.id AND t.superseded_at IS NULL AND NOT t.deleted) AS n
   WHERE a.household_id = ANY ((SELECT auth.caller_households())::uuid[])
     AND (a.household_id <> ALL ((SELECT auth.caller_narrowed())::uuid[])
          OR EXISTS (SELECT FROM auth.sights s
                      WHERE s.user_id = (SELECT auth.caller_user()) AND s.household_id = a.household_id AND s.account_id = a.id));
GRANT SELECT ON finance.account_parts TO coffer_api, coffer_worker;
