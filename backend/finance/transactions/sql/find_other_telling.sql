-- How another source tells an action of an instrument on a day otherwise: a fact, or a transaction of any account.
-- $1 household, $2 the transactions that tell it so, $3 type, $4 instrument, $5 day, $6 new instrument, $7 new units, $8 old units, $9 cost share
SELECT o.ratio_to, o.ratio_from, o.cost_share
  FROM (SELECT a.ratio_to, a.ratio_from, a.cost_share FROM finance.corporate_actions a
         WHERE (a.household_id = $1 OR a.household_id IS NULL) AND a.instrument_id = $4 AND a.effective_on = $5 AND a.kind = $3
           AND a.other_instrument_id IS NOT DISTINCT FROM $6::uuid AND a.withdrawn_at IS NULL
        UNION ALL
        SELECT r.ratio_to, r.ratio_from, r.cost_share FROM finance.transaction_revisions r
         WHERE r.household_id = $1 AND r.instrument_id = $4 AND r.trade_date = $5 AND r.type = $3 AND r.transaction_id <> ALL ($2::uuid[])
           AND r.counter_instrument_id IS NOT DISTINCT FROM $6::uuid AND r.superseded_at IS NULL AND NOT r.deleted) AS o
 WHERE o.ratio_to IS NOT NULL
   AND (o.ratio_to::numeric * $8::bigint <> o.ratio_from::numeric * $7::bigint OR coalesce(o.cost_share, 0) <> coalesce($9::numeric, 0))
 LIMIT 1
