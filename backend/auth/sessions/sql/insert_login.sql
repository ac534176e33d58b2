-- A sign-in that came to a session.
-- parameters: $1 id, $2 user, $3 session, $4 method, $5 user agent, $6 network address (no household: the history is a person's)
INSERT INTO auth.login_history (id, user_id, session_id, outcome, method, user_agent, network_address)
VALUES ($1, $2, $3, 'succeeded', $4, $5, $6)
