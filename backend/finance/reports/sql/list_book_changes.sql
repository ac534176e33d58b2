-- The transactions that each version of a household's book after the given one changed.
-- $1 household, $2 the version
SELECT version, transactions FROM finance.book_changes WHERE household_id = $1 AND version > $2 ORDER BY version
