-- What a person can prove themselves by.
-- parameters: $1 user (no household: a person's own)
SELECT (SELECT t.confirmed_at FROM auth.totp_secrets t WHERE t.user_id = $1) AS totp_since,
       (SELECT count(*) FROM auth.passkeys k WHERE k.user_id = $1) AS passkeys,
       (SELECT count(*) FROM auth.recovery_codes c WHERE c.user_id = $1 AND c.used_at IS NULL) AS recovery_codes_left,
       u.password_is_short, u.email
  FROM auth.users u WHERE u.id = $1
