-- Adds the events of one unit of work.
-- parameters: $1 ids, $2 households or nulls, $3 types, $4 payloads, $5 trace
INSERT INTO jobs.outbox (id, household_id, event, payload, trace_id)
SELECT e.id, e.household_id, e.event, e.payload::jsonb, $5
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS e (id, household_id, event, payload, number)
 ORDER BY e.number
