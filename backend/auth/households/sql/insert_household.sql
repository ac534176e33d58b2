-- A household with the caller as its owner and with its default portfolio.
-- parameters: $1 household, $2 name, $3 currency, $4 membership, $5 portfolio, $6 name of the portfolio
SELECT auth.create_household($1, $2, $3, $4, $5, $6)
