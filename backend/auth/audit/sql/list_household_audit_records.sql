-- What was done in a household, the latest first, from after the given place on.
-- parameters: $1 household, $2 object or null, $3 recorded before, $4 id, $5 limit
SELECT a.id, a.recorded_at, a.action, a.household_id, a.actor_id, coalesce(u.name, f.name), a.actor_system, a.on_behalf_of, a.object_kind, a.object_id,
       a.before::text, a.after::text, coalesce(a.network_address, '')
  FROM audit.audit_log a
  LEFT JOIN auth.users u ON u.id = a.actor_id
  LEFT JOIN auth.former_members f ON f.household_id = $1 AND f.user_id = a.actor_id
 WHERE a.household_id = $1 AND ($2::uuid IS NULL OR a.object_id = $2) AND (a.recorded_at, a.id) < ($3, $4)
 ORDER BY a.recorded_at DESC, a.id DESC
 LIMIT $5
