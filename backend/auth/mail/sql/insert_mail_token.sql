-- What a link in a mail carries.
-- parameters: $1 id, $2 user, $3 purpose, $4 token hash, $5 e-mail address, $6 seconds that it is good for (no household: a person's own)
INSERT INTO auth.mail_tokens (id, user_id, purpose, token_hash, email, expires_at) VALUES ($1, $2, $3, $4, $5, now() + $6::bigint * interval '1 second')
