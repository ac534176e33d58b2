-- Households with other members that would be left without an owner.
-- parameters: $1 user (no household: all of the person's)
SELECT auth.count_orphaned_households($1)
