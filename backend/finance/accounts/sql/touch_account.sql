-- Raises the version of an account whose parts changed.
-- $1 household, $2 account
UPDATE finance.accounts SET version = version + 1, updated_at = now() WHERE household_id = $1 AND id = $2
