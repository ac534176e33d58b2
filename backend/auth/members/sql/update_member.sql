-- Role and sight of a member.
-- parameters: $1 household, $2 membership, $3 role, $4 narrowed
UPDATE auth.memberships SET role = $3, narrowed = $4 WHERE household_id = $1 AND id = $2
