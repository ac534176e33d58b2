-- A page of accounts by name.
-- $1 household, $2 name of the last one seen in lower case, $3 its id, $4 how many
SELECT a.id, a.name, a.kind, a.currency, m.mode, m.settlement_account_id, b.method, a.allows_shorts, a.institution, a.note,
       a.opened_on, a.closed_on, n.transactions, a.created_at, a.updated_at, a.version, lower(a.name)
  FROM finance.accounts a
  CROSS JOIN LATERAL (
    SELECT c.mode, c.settlement_account_id FROM finance.account_cash_modes c
     WHERE c.household_id = $1 AND c.account_id = a.id AND c.withdrawn_at IS NULL
     ORDER BY c.valid_from DESC, c.recorded_at DESC LIMIT 1) AS m
  CROSS JOIN LATERAL (
    SELECT c.method FROM finance.account_cost_bases c
     WHERE c.household_id = $1 AND c.account_id = a.id AND c.withdrawn_at IS NULL
     ORDER BY c.valid_from DESC, c.recorded_at DESC LIMIT 1) AS b
  CROSS JOIN LATERAL (
    SELECT count(*) AS transactions FROM finance.transaction_revisions t
     WHERE t.household_id = $1 AND t.account_id = a.id AND t.superseded_at IS NULL AND NOT t.deleted) AS n
 WHERE a.household_id = $1 AND a.deleted_at IS NULL AND (lower(a.name), a.id) > ($2, $3)
 ORDER BY lower(a.name), a.id
 LIMIT $4
