-- Counts one mail by each key; the seconds to wait where there were too many.
-- parameters: $1 keys, $2 at most for each, $3 window in seconds (no household: the caller may be unknown)
SELECT auth.count_mail($1::text[], $2::integer[], $3::integer)
