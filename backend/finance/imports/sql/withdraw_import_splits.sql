-- Takes back the splits that an import brought.
-- $1 household, $2 import
UPDATE finance.corporate_actions SET withdrawn_at = now() WHERE household_id = $1 AND import_id = $2 AND withdrawn_at IS NULL
