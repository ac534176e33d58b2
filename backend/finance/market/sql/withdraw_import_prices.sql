-- Takes back the prices that an import recorded; what counted before counts again.
-- $1 household, $2 import
UPDATE finance.prices SET withdrawn_at = now() WHERE household_id = $1 AND import_id = $2 AND withdrawn_at IS NULL
