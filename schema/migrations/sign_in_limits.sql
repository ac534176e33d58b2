-- How often signing in has failed, by account, address and network, and until when no more is tried. In
-- PostgreSQL, so that the limits hold on all servers together and over a restart.
SET LOCAL ROLE coffer_owner;

-- key is a hash: of an address that may be nobody's, too.
CREATE TABLE IF NOT EXISTS auth.sign_in_limits (
  kind text NOT NULL CHECK (kind IN ('account', 'device', 'address', 'network')),
  key text NOT NULL CHECK (char_length(key) = 64),
  failures integer NOT NULL DEFAULT 0,
  last_tried_at timestamptz NOT NULL,
  blocked_until timestamptz,
  PRIMARY KEY (kind, key)
);
CREATE INDEX IF NOT EXISTS sign_in_limits_last_tried_at ON auth.sign_in_limits (last_tried_at);
ALTER TABLE auth.sign_in_limits ENABLE ROW LEVEL SECURITY;

-- An attempt counts before it is made, so that many at once are no way around. Answers for how many seconds
-- none may be made; zero: this one may, and is counted. Beyond p_free failures in a row each doubles the delay,
-- from one second to p_longest. A day without an attempt forgets them.
CREATE OR REPLACE FUNCTION auth.begin_sign_in(p_kinds text[], p_keys text[], p_free integer[], p_longest integer[], p_now timestamptz)
  RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
DECLARE
  latest timestamptz;
BEGIN
  INSERT INTO auth.sign_in_limits (kind, key, last_tried_at)
  SELECT t.kind, t.key, p_now FROM unnest(p_kinds, p_keys) AS t (kind, key) ORDER BY t.kind, t.key
  ON CONFLICT DO NOTHING;
  PERFORM FROM auth.sign_in_limits l JOIN unnest(p_kinds, p_keys) AS t (kind, key) ON l.kind = t.kind AND l.key = t.key
    ORDER BY l.kind, l.key FOR UPDATE OF l;
  SELECT max(l.blocked_until) INTO latest
    FROM auth.sign_in_limits l JOIN unnest(p_kinds, p_keys) AS t (kind, key) ON l.kind = t.kind AND l.key = t.key;
  IF latest > p_now THEN
    RETURN ceil(extract(epoch FROM latest - p_now));
  END IF;
  UPDATE auth.sign_in_limits l
     SET failures = c.counted, last_tried_at = p_now,
         blocked_until = CASE WHEN c.counted > t.free
                              THEN p_now + make_interval(secs => least(power(2, least(c.counted - t.free - 1, 20)), t.longest)) END
    FROM unnest(p_kinds, p_keys, p_free, p_longest) AS t (kind, key, free, longest)
   CROSS JOIN LATERAL (
     SELECT CASE WHEN o.last_tried_at < p_now - interval '1 day' THEN 1 ELSE o.failures + 1 END AS counted
       FROM auth.sign_in_limits o WHERE o.kind = t.kind AND o.key = t.key) AS c
   WHERE l.kind = t.kind AND l.key = t.key;
  RETURN 0;
END
$$;

-- The attempt was right. The account, or the device, begins anew; address and network get back what this
-- attempt had cost and no more, or whoever knows one password could guess at others for ever.
CREATE OR REPLACE FUNCTION auth.end_sign_in(p_kinds text[], p_keys text[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  UPDATE auth.sign_in_limits l
     SET failures = CASE WHEN l.kind IN ('account', 'device') THEN 0 ELSE greatest(l.failures - 1, 0) END, blocked_until = NULL
    FROM unnest(p_kinds, p_keys) AS t (kind, key)
   WHERE l.kind = t.kind AND l.key = t.key
$$;

CREATE OR REPLACE FUNCTION auth.forget_sign_in_limits(p_limit bigint) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
  WITH gone AS (
    DELETE FROM auth.sign_in_limits WHERE (kind, key) IN (
      SELECT kind, key FROM auth.sign_in_limits WHERE last_tried_at < now() - interval '1 day' ORDER BY last_tried_at LIMIT p_limit)
    RETURNING 1
  ) SELECT count(*) FROM gone
$$;
GRANT EXECUTE ON FUNCTION auth.begin_sign_in(text[], text[], integer[], integer[], timestamptz), auth.end_sign_in(text[], text[]) TO coffer_api;
GRANT EXECUTE ON FUNCTION auth.forget_sign_in_limits(bigint) TO coffer_worker;
