-- A page of the changes of a household, latest first.
-- $1 household, $2 moment of the last one seen, $3 its id, $4 how many
--include change_row
  FROM (SELECT h.* FROM finance.changes h WHERE h.household_id = $1 AND (h.recorded_at, h.id) < ($2::text::timestamptz, $3::uuid)
         ORDER BY h.recorded_at DESC, h.id DESC LIMIT $4) AS c
--include change_first_row
 ORDER BY c.recorded_at DESC, c.id DESC
