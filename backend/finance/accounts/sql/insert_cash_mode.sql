-- Says how cash is kept from a day on.
-- $1 household, $2 id, $3 account, $4 mode, $5 settlement account, $6 valid from
INSERT INTO finance.account_cash_modes (household_id, id, account_id, mode, settlement_account_id, valid_from)
VALUES ($1, $2, $3, $4, $5, $6)
