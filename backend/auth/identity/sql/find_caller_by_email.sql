-- A person as a caller, by e-mail address. One row or none.
-- parameters: $1 e-mail address (household: all of the person's)
SELECT user_id, households, roles, narrowed::text[] FROM auth.find_caller_by_email($1)
