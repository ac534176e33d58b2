-- Whether the household has the account and the portfolio that an export is about; null is none.
-- $1 household, $2 account, $3 portfolio
SELECT ($2::uuid IS NULL OR EXISTS (SELECT FROM finance.accounts a WHERE a.household_id = $1 AND a.id = $2 AND a.deleted_at IS NULL))
       AND ($3::uuid IS NULL OR EXISTS (SELECT FROM finance.portfolios p WHERE p.household_id = $1 AND p.id = $3 AND p.deleted_at IS NULL))
