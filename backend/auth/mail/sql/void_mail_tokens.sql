-- Takes their use from the tokens of a person.
-- parameters: $1 user, $2 purposes (no household: a person's own)
UPDATE auth.mail_tokens SET used_at = now() WHERE user_id = $1 AND purpose = ANY ($2::text[]) AND used_at IS NULL
