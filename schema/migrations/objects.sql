-- What the object store holds: the bytes lie there, sealed; keys and metadata stand here.
SET LOCAL ROLE coffer_owner;

CREATE TABLE IF NOT EXISTS documents.objects (
  household_id uuid NOT NULL REFERENCES auth.households (id),
  id uuid NOT NULL,
  storage_key text NOT NULL CHECK (char_length(storage_key) BETWEEN 1 AND 500),
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  media_type text CHECK (char_length(media_type) BETWEEN 1 AND 255),
  -- the data key, sealed by the master key of that name; null while the store does not encrypt
  master_key text CHECK (char_length(master_key) BETWEEN 1 AND 200),
  sealed_key bytea CHECK (octet_length(sealed_key) <= 1024),
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by uuid REFERENCES auth.users (id),
  removed_at timestamptz,
  PRIMARY KEY (household_id, id),
  CONSTRAINT objects_storage_key_key UNIQUE (storage_key)
);
