-- What a token invites to, and the caller's own address.
-- parameters: $1 token hash, $2 user (no household: the caller is not a member yet)
SELECT o.household_id, o.household_name, o.inviter_name, o.email, o.role, o.narrowed, o.expires_at,
       lower(o.email) = (SELECT lower(u.email) FROM auth.users u WHERE u.id = $2)
  FROM auth.find_invitation($1) AS o
