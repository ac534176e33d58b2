-- Locks the account for a change and says its version.
-- $1 household, $2 account
SELECT version FROM finance.accounts WHERE household_id = $1 AND id = $2 AND deleted_at IS NULL FOR UPDATE
