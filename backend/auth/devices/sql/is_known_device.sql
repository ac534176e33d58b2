-- Whether the person with this address has signed in on the device.
-- parameters: $1 e-mail address, $2 token hash (no household: it is asked before the caller is known)
SELECT auth.is_known_device($1, $2)
