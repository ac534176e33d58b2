-- People read what they did; owners what was done in their household (auth/audit).
SET LOCAL ROLE coffer_owner;

CREATE INDEX IF NOT EXISTS audit_log_actor ON audit.audit_log (actor_id, recorded_at, id) WHERE actor_id IS NOT NULL;

-- In a household as well, whatever is seen of it now.
DROP POLICY IF EXISTS own_seen ON audit.audit_log;
CREATE POLICY own_seen ON audit.audit_log FOR SELECT TO coffer_api, coffer_worker USING (actor_id = (SELECT auth.caller_user()));
