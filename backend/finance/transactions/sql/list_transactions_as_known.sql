-- A page of the transactions that held by what had been recorded until a moment, by date, under any combination of filters.
-- $1 household, $2 first day, $3 last day, $4 account, $5 portfolio, $6 instrument, $7 type, $8 text escaped for LIKE, $9 import, $10 the moment of the knowledge, $11..$13 keys of the last one seen (day, sequence, id), $14 how many
--variants sort=date|date_desc account portfolio instrument type text import
--include transaction_row
  FROM (
    SELECT r.*
      FROM finance.transaction_revisions r
--[import=on]       JOIN finance.transactions h ON h.household_id = $1 AND h.id = r.transaction_id AND h.import_id = $9
     WHERE r.household_id = $1 AND r.recorded_at <= $10 AND NOT r.deleted AND r.trade_date >= $2 AND r.trade_date <= $3
       AND NOT EXISTS (SELECT FROM finance.transaction_revisions l WHERE l.household_id = $1 AND l.transaction_id = r.transaction_id
                          AND l.revision > r.revision AND l.recorded_at <= $10)
       AND (r.counter_account_id IS NULL OR EXISTS (SELECT FROM finance.accounts o WHERE o.household_id = $1 AND o.id = r.account_id))
--[account=on]       AND (r.account_id = $4 OR r.counter_account_id = $4)
--[account=off]       AND $4::uuid IS NULL
--[portfolio=on]       AND ((SELECT p.is_default FROM finance.portfolios p WHERE p.household_id = $1 AND p.id = $5)
--[portfolio=on]            OR r.account_id IN (SELECT m.account_id FROM finance.portfolio_accounts m WHERE m.household_id = $1 AND m.portfolio_id = $5)
--[portfolio=on]            OR r.counter_account_id IN (SELECT m.account_id FROM finance.portfolio_accounts m WHERE m.household_id = $1 AND m.portfolio_id = $5))
--[portfolio=off]       AND $5::uuid IS NULL
--[instrument=on]       AND r.instrument_id = $6
--[instrument=off]       AND $6::uuid IS NULL
--[type=on]       AND r.type = $7
--[type=off]       AND $7::text IS NULL
--[text=on]       AND (r.note ILIKE '%' || $8 || '%'
--[text=on]            OR r.instrument_id IN (SELECT v.instrument_id FROM finance.instrument_names v
--[text=on]                                    WHERE (v.household_id = $1 OR v.household_id IS NULL) AND v.withdrawn_at IS NULL AND v.value ILIKE '%' || $8 || '%')
--[text=on]            OR r.transaction_id IN (SELECT x.id FROM finance.transactions x WHERE x.household_id = $1 AND x.external_id ILIKE '%' || $8 || '%'))
--[text=off]       AND $8::text IS NULL
--[import=off]       AND $9::uuid IS NULL
--[sort=date]       AND (r.trade_date, r.sequence, r.transaction_id) > ($11, $12, $13)
--[sort=date]     ORDER BY r.trade_date, r.sequence, r.transaction_id
--[sort=date_desc]       AND (r.trade_date, r.sequence, r.transaction_id) < ($11, $12, $13)
--[sort=date_desc]     ORDER BY r.trade_date DESC, r.sequence DESC, r.transaction_id DESC
     LIMIT $14) AS r
--include transaction_names
--[sort=date]  ORDER BY r.trade_date, r.sequence, r.transaction_id
--[sort=date_desc]  ORDER BY r.trade_date DESC, r.sequence DESC, r.transaction_id DESC
