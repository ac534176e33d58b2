-- A passkey, unless somebody has one of that credential id.
-- parameters: $1 id, $2 user, $3 credential id, $4 public key, $5 counter, $6 backup eligible, $7 backed up, $8 AAGUID, $9 transports, $10 name (no household: a person's own)
INSERT INTO auth.passkeys (id, user_id, credential_id, public_key, sign_count, backup_eligible, backed_up, aaguid, transports, name)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (credential_id) DO NOTHING
