-- The caller's households in the order in which they were joined, from after the given place on.
-- parameters: $1 user, $2 joined at, $3 membership, $4 limit (household: those of the user's memberships)
SELECT h.id, h.name, h.base_currency, m.role, h.created_at, m.created_at, m.id, m.narrowed
  FROM auth.memberships m JOIN auth.households h ON h.id = m.household_id
 WHERE m.user_id = $1 AND (m.created_at, m.id) > ($2, $3)
 ORDER BY m.created_at, m.id
 LIMIT $4
