-- Marks uploaded bytes as removed.
-- $1 household, $2 object
UPDATE documents.objects SET removed_at = now() WHERE household_id = $1 AND id = $2 AND removed_at IS NULL
