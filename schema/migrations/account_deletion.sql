-- Leaving: what is erased with a person, and with a household that nobody is left in.
SET LOCAL ROLE coffer_owner;

-- Removes every row that has p_column = p_value from the tables that have the column, those of `p_kept` apart.
-- Rows that others refer to go in a later round; a round that removes nothing more means that something holds on.
CREATE OR REPLACE FUNCTION auth.erase_rows(p_column name, p_value uuid, p_kept regclass[]) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
DECLARE
  waiting regclass[];
  held regclass[];
  one regclass;
BEGIN
  SELECT array_agg(c.oid::regclass ORDER BY c.oid DESC) INTO waiting
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('auth', 'finance', 'documents', 'notifications', 'billing', 'jobs')
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = p_column AND NOT a.attisdropped
   WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.oid <> ALL (p_kept::oid[]);
  WHILE waiting <> '{}' LOOP
    held := '{}';
    FOREACH one IN ARRAY waiting LOOP
      BEGIN
        EXECUTE format('DELETE FROM %s WHERE %I = $1', one, p_column) USING p_value;
      EXCEPTION WHEN foreign_key_violation THEN
        held := held || one;
      END;
    END LOOP;
    IF cardinality(held) = cardinality(waiting) THEN
      RAISE EXCEPTION 'rows of % are held by others', held;
    END IF;
    waiting := held;
  END LOOP;
END
$$;

-- Households that the person would leave without an owner, though others are members.
CREATE OR REPLACE FUNCTION auth.count_orphaned_households(p_user uuid) RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  SELECT count(*) FROM auth.memberships m
   WHERE m.user_id = p_user AND m.role = 'owner'
     AND EXISTS (SELECT FROM auth.memberships o WHERE o.household_id = m.household_id AND o.user_id <> p_user)
     AND NOT EXISTS (SELECT FROM auth.memberships o WHERE o.household_id = m.household_id AND o.user_id <> p_user AND o.role = 'owner')
$$;

-- Carries a deletion out, if it is due and still wanted: 'done', 'cancelled' (also where there is none), or 'last_owner',
-- which ends it. Households in which the person was alone go whole. Of the person a row without anything personal
-- stays, since records of other households name it; the audit log stays as well. Gives the stored objects to be removed.
CREATE OR REPLACE FUNCTION auth.carry_out_deletion(p_deletion uuid, OUT outcome text, OUT objects uuid[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  leaving uuid;
  own uuid;
BEGIN
  objects := '{}';
  SELECT d.user_id INTO leaving FROM auth.account_deletions d
   WHERE d.id = p_deletion AND d.cancelled_at IS NULL AND d.done_at IS NULL AND d.due_at <= now() FOR UPDATE;
  IF leaving IS NULL THEN
    outcome := 'cancelled';
    RETURN;
  END IF;
  -- Nobody joins or leaves meanwhile.
  PERFORM h.id FROM auth.households h JOIN auth.memberships m ON m.household_id = h.id
    WHERE m.user_id = leaving ORDER BY h.id FOR UPDATE OF h;
  IF auth.count_orphaned_households(leaving) > 0 THEN
    UPDATE auth.account_deletions SET cancelled_at = now() WHERE id = p_deletion;
    outcome := 'last_owner';
    RETURN;
  END IF;
  FOR own IN
    SELECT m.household_id FROM auth.memberships m WHERE m.user_id = leaving
       AND NOT EXISTS (SELECT FROM auth.memberships o WHERE o.household_id = m.household_id AND o.user_id <> leaving)
  LOOP
    objects := objects || ARRAY (SELECT o.id FROM documents.objects o WHERE o.household_id = own);
    PERFORM auth.erase_rows('household_id', own, '{}');
    DELETE FROM auth.households WHERE id = own;
  END LOOP;
  PERFORM auth.erase_rows('user_id', leaving, '{auth.account_deletions,finance.ownership_shares}');
  UPDATE auth.users
     SET email = leaving || '@deleted.invalid', password_hash = '!', name = 'Deleted person', locale = 'en', time_zone = 'UTC',
         email_verified_at = NULL, disabled_at = now(), deleted_at = now(), updated_at = now(), version = version + 1
   WHERE id = leaving;
  UPDATE auth.account_deletions SET done_at = now() WHERE id = p_deletion;
  outcome := 'done';
END
$$;

GRANT EXECUTE ON FUNCTION auth.count_orphaned_households(uuid) TO coffer_api;
GRANT EXECUTE ON FUNCTION auth.carry_out_deletion(uuid) TO coffer_worker;
