-- A membership, with its grants.
-- parameters: $1 household, $2 membership
DELETE FROM auth.memberships WHERE household_id = $1 AND id = $2
