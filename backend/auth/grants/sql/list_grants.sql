-- The grants of a household, of one member or of all, in the order in which they were given, from after the given place on.
-- parameters: $1 household, $2 member or null, $3 created at, $4 grant, $5 limit
SELECT g.id, g.membership_id, g.account_id, g.portfolio_id, g.access, g.created_at
  FROM auth.grants g
 WHERE g.household_id = $1 AND ($2::uuid IS NULL OR g.membership_id = $2) AND (g.created_at, g.id) > ($3, $4)
   AND g.document_id IS NULL
 ORDER BY g.created_at, g.id
 LIMIT $5
