-- How many invitations a household sent within the last day, and whether the address is a member's already.
-- parameters: $1 household, $2 e-mail address
SELECT (SELECT count(*) FROM auth.invitations i WHERE i.household_id = $1 AND i.created_at > now() - interval '1 day'),
       EXISTS (SELECT FROM auth.memberships m JOIN auth.users u ON u.id = m.user_id WHERE m.household_id = $1 AND lower(u.email) = lower($2))
