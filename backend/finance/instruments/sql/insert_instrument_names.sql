-- Names that hold from their days on.
-- $1 household, $2 ids, $3 instruments, $4 kinds, $5 values, $6 days
INSERT INTO finance.instrument_names (id, household_id, instrument_id, kind, value, valid_from)
SELECT id, $1, instrument_id, kind, value, valid_from
  FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::date[]) AS g (id, instrument_id, kind, value, valid_from)
