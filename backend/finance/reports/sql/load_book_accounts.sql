-- Every account of a household, for a report.
-- $1 household, $2 the moment of the knowledge
--variants known=now|then
SELECT a.id, a.name, a.kind, a.currency, a.allows_shorts FROM finance.accounts a
 WHERE a.household_id = $1
--[known=now]   AND a.deleted_at IS NULL AND $2::timestamptz IS NULL
--[known=then]   AND a.created_at <= $2 AND (a.deleted_at IS NULL OR a.deleted_at > $2)
 ORDER BY lower(a.name), a.id
