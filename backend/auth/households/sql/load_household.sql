-- One household of the caller.
-- parameters: $1 household, $2 user
SELECT h.id, h.name, h.base_currency, m.role, h.created_at, m.created_at, m.id, m.narrowed
  FROM auth.memberships m JOIN auth.households h ON h.id = m.household_id
 WHERE m.household_id = $1 AND m.user_id = $2
