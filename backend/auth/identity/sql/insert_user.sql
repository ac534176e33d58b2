-- A person with a first household, the owner's membership and the default portfolio.
-- parameters: $1 user, $2 e-mail, $3 password hash, $4 name, $5 locale, $6 time zone, $7 currency, $8 household, $9 its name, $10 membership, $11 portfolio, $12 its name
SELECT auth.sign_up($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
