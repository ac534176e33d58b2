-- One invitation of a household.
-- parameters: $1 household, $2 invitation
SELECT i.id, i.email, i.role, i.narrowed, i.created_at, i.expires_at,
       CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.withdrawn_at IS NOT NULL THEN 'withdrawn'
            WHEN i.expires_at <= now() THEN 'expired' ELSE 'open' END
  FROM auth.invitations i WHERE i.household_id = $1 AND i.id = $2
