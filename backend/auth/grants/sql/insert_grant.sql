-- A grant to a member, of an account or a portfolio.
-- parameters: $1 household, $2 grant, $3 member, $4 account or null, $5 portfolio or null, $6 access, $7 by whom
INSERT INTO auth.grants (household_id, id, membership_id, account_id, portfolio_id, access, created_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)
