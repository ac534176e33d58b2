-- Says which cost-basis method holds from a day on.
-- $1 household, $2 id, $3 account, $4 method, $5 valid from
INSERT INTO finance.account_cost_bases (household_id, id, account_id, method, valid_from)
VALUES ($1, $2, $3, $4, $5)
