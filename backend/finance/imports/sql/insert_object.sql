-- What the object store holds of an upload.
-- $1 household, $2 object, $3 its key in the store, $4 bytes, $5 SHA-256, $6 user
INSERT INTO documents.objects (household_id, id, storage_key, size_bytes, sha256, created_by) VALUES ($1, $2, $3, $4, $5, $6)
