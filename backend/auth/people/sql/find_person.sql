-- A person, for those who run Coffer. One row or none.
-- parameters: $1 address or null, $2 id or null (no household: people belong to themselves)
SELECT id, email, name, system_role, created_at, disabled_at, last_seen_at FROM auth.find_person($1, $2)
