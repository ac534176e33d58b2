-- An invitation; open ones to the same address are withdrawn.
-- parameters: $1 household, $2 invitation, $3 e-mail address, $4 role, $5 narrowed, $6 grants, $7 token hash, $8 by whom, $9 expires at
WITH earlier AS (
  UPDATE auth.invitations SET withdrawn_at = now()
   WHERE household_id = $1 AND lower(email) = lower($3) AND accepted_at IS NULL AND withdrawn_at IS NULL
)
INSERT INTO auth.invitations (household_id, id, email, role, narrowed, grants, token_hash, invited_by, expires_at)
VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)
