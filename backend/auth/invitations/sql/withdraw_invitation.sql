-- Takes an open invitation back.
-- parameters: $1 household, $2 invitation
UPDATE auth.invitations SET withdrawn_at = now()
 WHERE household_id = $1 AND id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL
RETURNING id
