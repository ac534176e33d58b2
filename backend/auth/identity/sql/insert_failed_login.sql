-- A sign-in that did not come to a session.
-- parameters: $1 id, $2 user or null, $3 outcome, $4 user agent, $5 network address (no household: there is no caller)
SELECT auth.record_failed_login($1, $2, $3, $4, $5)
