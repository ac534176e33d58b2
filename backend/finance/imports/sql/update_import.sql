-- What has become of an import.
-- $1 household, $2 import, $3 account, $4 kind, $5 state, $6 options, $7 mapping, $8 counts, $9 job, $10 committed at, $11 version, $12 profile
UPDATE finance.imports
   SET account_id = $3, kind = $4, state = $5, options = $6::text::jsonb, mapping = $7::text::jsonb, counts = $8::text::jsonb, job_id = $9,
       committed_at = $10, reverted_at = CASE WHEN $5 = 'reverted' THEN coalesce(reverted_at, now()) END, version = $11, profile = $12, updated_at = now()
 WHERE household_id = $1 AND id = $2
