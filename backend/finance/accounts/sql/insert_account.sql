-- Opens an account.
-- $1 household, $2 id, $3 name, $4 kind, $5 currency, $6 allows shorts, $7 institution, $8 note, $9 opened on, $10 user
INSERT INTO finance.accounts (household_id, id, name, kind, currency, allows_shorts, institution, note, opened_on, created_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
