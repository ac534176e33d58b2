-- What a person may do has changed: every API server that listens forgets what it remembered of them.
-- These writes are rare, so a notification in each commit costs nothing that is felt.
SET LOCAL ROLE coffer_owner;

CREATE OR REPLACE FUNCTION auth.tell_of_changed_person() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog
  AS $$
BEGIN
  IF TG_TABLE_NAME = 'users' THEN
    PERFORM pg_notify('coffer_people', NEW.id::text);
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('coffer_people', OLD.user_id::text);
  ELSE
    PERFORM pg_notify('coffer_people', NEW.user_id::text);
  END IF;
  RETURN NULL;
END
$$;
GRANT EXECUTE ON FUNCTION auth.tell_of_changed_person() TO coffer_api, coffer_worker;

CREATE OR REPLACE TRIGGER tell_of_changed_person AFTER UPDATE OF password_hash, disabled_at ON auth.users
  FOR EACH ROW EXECUTE FUNCTION auth.tell_of_changed_person();
CREATE OR REPLACE TRIGGER tell_of_changed_person AFTER UPDATE OF revoked_at, token_hash OR DELETE ON auth.sessions
  FOR EACH ROW EXECUTE FUNCTION auth.tell_of_changed_person();
CREATE OR REPLACE TRIGGER tell_of_changed_person AFTER INSERT OR UPDATE OR DELETE ON auth.memberships
  FOR EACH ROW EXECUTE FUNCTION auth.tell_of_changed_person();
