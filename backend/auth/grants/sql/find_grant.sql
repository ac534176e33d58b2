-- One grant of a household.
-- parameters: $1 household, $2 grant
SELECT g.id, g.membership_id, g.account_id, g.portfolio_id, g.access, g.created_at
  FROM auth.grants g WHERE g.household_id = $1 AND g.id = $2 AND g.document_id IS NULL
