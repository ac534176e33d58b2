-- What the source of transactions said last.
-- $1 household, $2 transactions, $3 fingerprints in hexadecimal
UPDATE finance.transactions t SET fingerprint = decode(g.fingerprint, 'hex')
  FROM unnest($2::uuid[], $3::text[]) AS g (id, fingerprint)
 WHERE t.household_id = $1 AND t.id = g.id
