-- The session goes on with a fresh proof, a browser's under another token: a program's has no cookie.
-- parameters: $1 user, $2 session, $3 token hash, $4 proof (no household: a session is a person's)
UPDATE auth.sessions SET token_hash = CASE kind WHEN 'browser' THEN $3::bytea END, proof = $4, proved_at = now()
 WHERE user_id = $1 AND id = $2 AND revoked_at IS NULL
RETURNING extract(epoch FROM expires_at - now())::bigint
