-- What the caller is among those who run Coffer.
-- no parameters (no household: the role is a person's)
SELECT auth.caller_system_role()
