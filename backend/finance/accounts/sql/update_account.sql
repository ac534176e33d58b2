-- Writes the undated fields of an account.
-- $1 household, $2 account, $3 name, $4 kind, $5 allows shorts, $6 institution, $7 note, $8 opened on, $9 closed on
UPDATE finance.accounts
   SET name = $3, kind = $4, allows_shorts = $5, institution = $6, note = $7, opened_on = $8, closed_on = $9,
       version = version + 1, updated_at = now()
 WHERE household_id = $1 AND id = $2 AND deleted_at IS NULL
