-- Every account of a household, for a report.
-- $1 household
SELECT a.id, a.name, a.kind, a.currency, a.allows_shorts FROM finance.accounts a
 WHERE a.household_id = $1 AND a.deleted_at IS NULL
 ORDER BY lower(a.name), a.id
