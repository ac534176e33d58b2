-- Erases a person, if it is due and still wanted.
-- parameters: $1 deletion (no household: all of the person's; the function is the worker's alone)
SELECT outcome, objects FROM auth.carry_out_deletion($1)
