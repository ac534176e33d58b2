-- Whether a transaction, a settlement or a portfolio names the account.
-- $1 household, $2 account
SELECT EXISTS (SELECT FROM finance.transaction_revisions r
                WHERE r.household_id = $1 AND r.account_id = $2 AND r.superseded_at IS NULL AND NOT r.deleted)
       OR EXISTS (SELECT FROM finance.transaction_revisions r
                   WHERE r.household_id = $1 AND r.counter_account_id = $2 AND r.superseded_at IS NULL AND NOT r.deleted)
       OR EXISTS (SELECT FROM finance.account_cash_modes m
                    JOIN finance.accounts a ON a.household_id = $1 AND a.id = m.account_id AND a.deleted_at IS NULL
                   WHERE m.household_id = $1 AND m.settlement_account_id = $2 AND m.withdrawn_at IS NULL)
