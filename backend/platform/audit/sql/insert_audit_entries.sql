-- Adds the audit entries of one unit of work.
-- parameters: $1 ids, $2 households or nulls, $3 actions, $4 kinds of object, $5 objects, $6 before, $7 after, $8 user, $9 system, $10 on behalf of, $11 network address, $12 trace
INSERT INTO audit.audit_log (id, household_id, actor_id, actor_system, on_behalf_of, action, object_kind, object_id, before, after, network_address, trace_id)
SELECT e.id, e.household_id, $8::uuid, $9::text, $10::uuid, e.action, e.object_kind, e.object_id, e.before::jsonb, e.after::jsonb, $11::text, $12::text
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[])
       AS e (id, household_id, action, object_kind, object_id, before, after)
