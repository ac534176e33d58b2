-- Sign-in history goes after a while. Of each person the latest sign-in stays, however long ago it was.
-- Known devices are rows of their own: nothing here makes one new.
SET LOCAL ROLE coffer_owner;

CREATE INDEX IF NOT EXISTS login_history_recorded_at ON auth.login_history (recorded_at);

CREATE OR REPLACE FUNCTION auth.forget_logins(p_before timestamptz, p_limit bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH gone AS (
    DELETE FROM auth.login_history WHERE id IN (
      SELECT l.id FROM auth.login_history l
       WHERE l.recorded_at < p_before
         AND (l.outcome <> 'succeeded' OR l.user_id IS NULL
              OR EXISTS (SELECT FROM auth.login_history n
                          WHERE n.user_id = l.user_id AND n.outcome = 'succeeded' AND (n.recorded_at, n.id) > (l.recorded_at, l.id)))
       LIMIT p_limit)
    RETURNING 1
  ) SELECT count(*) FROM gone
$$;
GRANT EXECUTE ON FUNCTION auth.forget_logins(timestamptz, bigint) TO coffer_worker;
