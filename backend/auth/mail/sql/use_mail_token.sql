-- Uses a token up, once.
-- parameters: $1 token hash, $2 user, $3 purposes (no household: a person's own)
UPDATE auth.mail_tokens SET used_at = now()
 WHERE token_hash = $1 AND user_id = $2 AND purpose = ANY ($3::text[]) AND used_at IS NULL AND expires_at > now()
RETURNING purpose, email
