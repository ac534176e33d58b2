-- How many of these accounts and portfolios the household does not have.
-- parameters: $1 household, $2 accounts, $3 portfolios
SELECT (SELECT count(*) FROM unnest($2::uuid[]) AS wanted (id)
         WHERE NOT EXISTS (SELECT FROM finance.accounts a WHERE a.household_id = $1 AND a.id = wanted.id AND a.deleted_at IS NULL))
     + (SELECT count(*) FROM unnest($3::uuid[]) AS wanted (id)
         WHERE NOT EXISTS (SELECT FROM finance.portfolios p WHERE p.household_id = $1 AND p.id = wanted.id AND p.deleted_at IS NULL))
