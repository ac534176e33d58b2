-- Keeps the devices of a person that were used last.
-- parameters: $1 user, $2 how many (no household: a device is a person's)
DELETE FROM auth.devices
 WHERE user_id = $1 AND id IN (
   SELECT id FROM auth.devices WHERE user_id = $1 ORDER BY last_used_at DESC, id DESC OFFSET $2)
