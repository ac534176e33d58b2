-- The invitations of a household in the order in which they were sent, from after the given place on.
-- parameters: $1 household, $2 created at, $3 invitation, $4 limit
SELECT i.id, i.email, i.role, i.narrowed, i.created_at, i.expires_at,
       CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.withdrawn_at IS NOT NULL THEN 'withdrawn'
            WHEN i.expires_at <= now() THEN 'expired' ELSE 'open' END
  FROM auth.invitations i
 WHERE i.household_id = $1 AND (i.created_at, i.id) > ($2, $3)
 ORDER BY i.created_at, i.id
 LIMIT $4
