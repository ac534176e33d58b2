-- A person as a caller, by id. One row or none.
-- parameters: $1 user (household: all of the person's)
SELECT user_id, households, roles, narrowed::text[] FROM auth.find_caller($1)
