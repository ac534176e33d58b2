-- Gives a person a role among those who run Coffer, disables or enables them.
-- parameters: $1 id, $2 role, $3 disabled (no household: people belong to themselves)
SELECT auth.change_person($1, $2, $3)
