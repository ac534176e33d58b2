-- A change that a person makes.
-- $1 household, $2 id, $3 actor, $4 system, $5 on behalf of, $6 kind, $7 how many rows, $8 reason, $9 the change that it takes back
INSERT INTO finance.changes (household_id, id, actor_id, actor_system, on_behalf_of, kind, row_count, reason, undoes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
