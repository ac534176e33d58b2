-- The members of a household in the order in which they joined, from after the given place on.
-- parameters: $1 household, $2 joined at, $3 membership, $4 limit
SELECT m.id, m.user_id, u.name, u.email, m.role, m.narrowed, m.created_at
  FROM auth.memberships m JOIN auth.users u ON u.id = m.user_id
 WHERE m.household_id = $1 AND (m.created_at, m.id) > ($2, $3)
 ORDER BY m.created_at, m.id
 LIMIT $4
