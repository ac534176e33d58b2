-- The passkeys of a person, the oldest first.
-- parameters: $1 user (no household: a person's own; at most 20)
SELECT id, credential_id, name, aaguid, backup_eligible, backed_up, transports, created_at, last_used_at
  FROM auth.passkeys WHERE user_id = $1 ORDER BY created_at, id
