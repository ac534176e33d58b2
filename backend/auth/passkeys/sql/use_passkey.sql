-- Notes a use: of several with one counter, one changes the row.
-- parameters: $1 user, $2 id, $3 counter, $4 backed up (no household: a person's own)
UPDATE auth.passkeys SET sign_count = $3, backed_up = $4, last_used_at = now()
 WHERE user_id = $1 AND id = $2 AND (sign_count < $3 OR (sign_count = 0 AND $3 = 0))
