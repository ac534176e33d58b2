-- One member of a household.
-- parameters: $1 household, $2 membership
SELECT m.id, m.user_id, u.name, u.email, m.role, m.narrowed, m.created_at
  FROM auth.memberships m JOIN auth.users u ON u.id = m.user_id
 WHERE m.household_id = $1 AND m.id = $2
