-- A page of accounts by name.
-- $1 household, $2 name of the last one seen in lower case, $3 its id, $4 how many
SELECT a.id, a.name, a.kind, a.currency, p.mode, p.settlement_account_id, p.method, a.allows_shorts, a.institution, a.note,
       a.opened_on, a.closed_on, p.transactions, a.created_at, a.updated_at, a.version, lower(a.name)
  FROM finance.accounts a
  CROSS JOIN LATERAL (
    SELECT v.mode, v.settlement_account_id, v.method, v.transactions FROM finance.account_parts v
     WHERE v.household_id = $1 AND v.account_id = a.id LIMIT 1) AS p
 WHERE a.household_id = $1 AND a.deleted_at IS NULL AND (lower(a.name), a.id) > ($2, $3)
 ORDER BY lower(a.name), a.id
 LIMIT $4
