-- The version of a household's book.
-- $1 household
SELECT h.version FROM auth.households h WHERE h.id = $1
