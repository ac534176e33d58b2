-- The three roles, the right to create in this database, and the schemas. Run by an administrator
-- who may create roles; every later migration runs as coffer_owner. Roles belong to the cluster, so
-- several databases may create them at the same moment.
DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT * FROM (VALUES ('coffer_owner', 'NOLOGIN'), ('coffer_api', 'LOGIN'), ('coffer_worker', 'LOGIN')) AS roles (name, login)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted.name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I %s NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', wanted.name, wanted.login);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
  IF NOT pg_has_role(current_user, 'coffer_owner', 'MEMBER') THEN
    EXECUTE format('GRANT coffer_owner TO %I', current_user);
  END IF;
  EXECUTE format('GRANT CREATE ON DATABASE %I TO coffer_owner', current_database());
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;
END
$$;

SET LOCAL ROLE coffer_owner;

CREATE SCHEMA IF NOT EXISTS auth;
CREATE SCHEMA IF NOT EXISTS finance;
CREATE SCHEMA IF NOT EXISTS documents;
CREATE SCHEMA IF NOT EXISTS notifications;
CREATE SCHEMA IF NOT EXISTS billing;
CREATE SCHEMA IF NOT EXISTS audit;
CREATE SCHEMA IF NOT EXISTS jobs;

GRANT USAGE ON SCHEMA auth, finance, documents, notifications, billing, audit, jobs TO coffer_api, coffer_worker;

-- A new function is for its owner until it is granted.
ALTER DEFAULT PRIVILEGES FOR ROLE coffer_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
