-- Makes the caller a member. The household, or null.
-- parameters: $1 token hash, $2 membership
SELECT auth.accept_invitation($1, $2)
