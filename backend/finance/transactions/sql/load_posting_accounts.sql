-- What posting needs to know of accounts: kind, currency, how cash is kept from which day on, whether shorts are allowed.
-- $1 household, $2 accounts
WITH RECURSIVE named AS (
  SELECT a.id FROM finance.accounts a WHERE a.household_id = $1 AND a.id = ANY ($2::uuid[]) AND a.deleted_at IS NULL
  UNION
  SELECT m.settlement_account_id FROM named n
    JOIN finance.account_cash_modes m ON m.household_id = $1 AND m.account_id = n.id AND m.withdrawn_at IS NULL
   WHERE m.settlement_account_id IS NOT NULL
)
SELECT a.id, a.kind, a.currency, a.allows_shorts, m.mode, m.settlement_account_id, m.valid_from
  FROM named n
  JOIN finance.accounts a ON a.household_id = $1 AND a.id = n.id
  JOIN finance.account_cash_modes m ON m.household_id = $1 AND m.account_id = a.id AND m.withdrawn_at IS NULL
 ORDER BY a.id, m.valid_from, m.recorded_at
