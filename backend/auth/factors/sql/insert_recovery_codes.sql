-- New recovery codes.
-- parameters: $1 user, $2 hashes in hexadecimal digits (no household: a person's own)
INSERT INTO auth.recovery_codes (user_id, code_hash) SELECT $1, decode(hash, 'hex') FROM unnest($2::text[]) AS hash
