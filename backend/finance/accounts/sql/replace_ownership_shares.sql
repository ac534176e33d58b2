-- Replaces the shares of an account; members outside the household are left out, which the count shows.
-- $1 household, $2 account, $3 ids, $4 users, $5 days, $6 shares
WITH withdrawn AS (
  UPDATE finance.ownership_shares SET withdrawn_at = now() WHERE household_id = $1 AND account_id = $2 AND withdrawn_at IS NULL
)
INSERT INTO finance.ownership_shares (household_id, id, account_id, user_id, share, valid_from)
SELECT $1, s.id, $2, s.user_id, s.share, s.valid_from
  FROM unnest($3::uuid[], $4::uuid[], $5::date[], $6::numeric[]) AS s (id, user_id, valid_from, share)
  JOIN auth.memberships m ON m.household_id = $1 AND m.user_id = s.user_id
