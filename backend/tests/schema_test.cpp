// The schema as a whole: what the migrations build, who owns it, and what the application roles may do.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "platform/migrate/migrator.hpp"
#include "testkit/builders.hpp"
#include "testkit/database.hpp"
#include "testkit/repository.hpp"

namespace coffer::tests {

namespace {

using platform::BlockingConnection;
using testkit::As;
using testkit::read_text;
using testkit::refusal;
using testkit::repository;
using testkit::run;
using testkit::value;

// As schema/current.sql has it.
std::string dump(const std::string& conninfo) { return testkit::run_tool("dump_schema.py", {"--conninfo", conninfo}); }

std::set<std::string> column(BlockingConnection& connection, const std::string& statement) {
  std::set<std::string> values;
  for (const auto& row : run(connection, statement)) values.insert(row.at(0).value());
  return values;
}

constexpr auto our_schemas = "('auth', 'finance', 'documents', 'notifications', 'billing', 'audit', 'jobs')";

TEST(SchemaTest, all_migrations_on_an_empty_database_are_current_sql) {
  const testkit::TestDatabase database;
  const auto migrated = dump(database.conninfo(As::Administrator));
  EXPECT_EQ(migrated, read_text(repository() / "schema/current.sql"))
      << "write it anew with tools/dump_schema.py --cluster ... --out schema/current.sql";
}

TEST(SchemaTest, control_one_more_column_is_noticed) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  run(administrator, "ALTER TABLE finance.accounts ADD COLUMN planted text");
  EXPECT_NE(dump(database.conninfo(As::Administrator)), read_text(repository() / "schema/current.sql"));
}

// A migration that was cut off by a crash, or that two programs start, may meet its own traces.
TEST(SchemaTest, every_migration_survives_a_second_run) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  const auto before = dump(database.conninfo(As::Administrator));
  for (const auto& migration : platform::embedded_migrations()) {
    run(administrator, "BEGIN");
    const auto again = administrator.run_script(migration.sql);
    EXPECT_TRUE(again) << migration.name << ": " << again.error().cause;
    (void)administrator.run_script("COMMIT");
  }
  EXPECT_EQ(dump(database.conninfo(As::Administrator)), before);
}

TEST(SchemaTest, the_embedded_migrations_are_those_of_the_folder) {
  const auto folder = platform::read_migrations(repository() / "schema/migrations");
  ASSERT_TRUE(folder) << folder.error().detail;
  ASSERT_EQ(folder->size(), platform::embedded_migrations().size());
  EXPECT_EQ(platform::schema_version(*folder), platform::schema_version(platform::embedded_migrations()));
}

TEST(SchemaTest, everything_belongs_to_the_owner_role) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  const std::string schemas = our_schemas;
  EXPECT_EQ(
      column(administrator,
             "SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace::regnamespace::text IN " +
                 schemas),
      std::set<std::string>{"coffer_owner"});
  EXPECT_EQ(column(administrator,
                   "SELECT DISTINCT pg_get_userbyid(proowner) FROM pg_proc WHERE pronamespace::regnamespace::text IN " +
                       schemas),
            std::set<std::string>{"coffer_owner"});
}

TEST(SchemaTest, every_table_is_under_row_level_security) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  // Holds one number that says nothing of anybody.
  EXPECT_EQ(
      column(administrator,
             std::string("SELECT oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p') AND NOT relrowsecurity "
                         "AND relnamespace::regnamespace::text IN ") +
                 our_schemas),
      std::set<std::string>{"finance.public_version"});
}

// Each of them passes row-level security: a new one is added here knowingly, and tested.
TEST(SchemaTest, functions_that_run_as_the_owner_are_listed_and_fixed_to_the_catalogue) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  const std::string definers =
      std::string("FROM pg_proc p WHERE prosecdef AND pronamespace::regnamespace::text IN ") + our_schemas;
  EXPECT_EQ(column(administrator, "SELECT p.oid::regprocedure::text " + definers +
                                      " AND (has_function_privilege('coffer_api', p.oid, 'execute') "
                                      "OR has_function_privilege('coffer_worker', p.oid, 'execute'))"),
            (std::set<std::string>{
                "auth.accept_invitation(bytea,uuid)",
                "auth.add_passkey_challenge(bytea,text,uuid,bigint)",
                "auth.caller_system_role()",
                "auth.carry_out_deletion(uuid)",
                "auth.change_person(uuid,text,boolean)",
                "auth.count_mail(text[],integer[],integer)",
                "auth.count_orphaned_households(uuid)",
                "auth.begin_sign_in(text[],text[],integer[],integer[],timestamp with time zone)",
                "auth.create_household(uuid,text,text,uuid,uuid,text)",
                "auth.editable_accounts()",
                "auth.end_sign_in(text[],text[])",
                "auth.find_api_key(bytea)",
                "auth.find_caller(uuid)",
                "auth.find_caller_by_email(text)",
                "auth.find_credentials(text)",
                "auth.find_invitation(bytea)",
                "auth.find_mail_token(bytea,text[])",
                "auth.find_passkey_owner(bytea)",
                "auth.find_pending_sign_in(bytea)",
                "auth.find_person(text,uuid)",
                "auth.find_session(bytea)",
                "auth.forget_expired_mail(bigint)",
                "auth.forget_expired_proofs(bigint)",
                "auth.find_refresh_token(bytea)",
                "auth.find_token_session(uuid)",
                "auth.forget_expired_sessions(bigint)",
                "auth.forget_logins(timestamp with time zone,bigint)",
                "auth.forget_sign_in_limits(bigint)",
                "auth.granted_accounts()",
                "auth.granted_portfolios()",
                "auth.housemates()",
                "auth.is_known_device(text,bytea)",
                "auth.record_failed_login(uuid,uuid,text,text,text)",
                "auth.sign_up(uuid,text,text,text,text,text,text,uuid,text,uuid,uuid,text)",
                "auth.take_passkey_challenge(bytea,text,uuid)",
                "auth.take_sign_in_attempt(bytea)",
                "jobs.claim_due(text,text[],bigint,bigint)",
                "jobs.claim_events(bigint)",
                "jobs.fail_lost(bigint)",
                "jobs.forget_dispatched_events(timestamp with time zone,bigint)",
                "jobs.forget_expired_keys(bigint)",
                "jobs.list_events_after(bigint,bigint)",
                "jobs.queue_depth()",
            }));
  EXPECT_EQ(column(administrator, "SELECT p.oid::regprocedure::text " + definers +
                                      " AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=pg_catalog']"),
            std::set<std::string>{});
  EXPECT_EQ(
      column(administrator,
             std::string(
                 "SELECT p.oid::regprocedure::text FROM pg_proc p, aclexplode(proacl) AS acl WHERE acl.grantee = 0 "
                 "AND pronamespace::regnamespace::text IN ") +
                 our_schemas),
      std::set<std::string>{});
}

// The same of views.
TEST(SchemaTest, views_that_the_application_reads_as_the_owner_are_listed_and_are_barriers) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  const std::string views =
      std::string(
          "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'v' AND has_table_privilege('coffer_api', oid, "
          "'select') AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}' AND "
          "relnamespace::regnamespace::text IN ") +
      our_schemas;
  EXPECT_EQ(column(administrator, views), std::set<std::string>{"finance.account_parts"});
  EXPECT_EQ(column(administrator, views + " AND NOT coalesce(reloptions, '{}') @> '{security_barrier=true}'"),
            std::set<std::string>{});
}

TEST(SchemaTest, no_enumeration_types_since_their_comparison_leaks) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  EXPECT_EQ(value(administrator, "SELECT count(*) FROM pg_type WHERE typtype = 'e'"), "0");
}

TEST(SchemaTest, the_application_roles_own_nothing_and_cannot_change_the_schema) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  const std::string roles = "('coffer_api', 'coffer_worker')";
  EXPECT_EQ(value(administrator, "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) IN " + roles), "0");
  EXPECT_EQ(
      value(administrator, "SELECT count(*) FROM pg_roles WHERE rolname IN " + roles +
                               " AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)"),
      "0");
  EXPECT_EQ(value(administrator, "SELECT count(*) FROM pg_auth_members WHERE member::regrole::text IN " + roles), "0");
  for (const auto as : {As::Api, As::Worker}) {
    auto connection = database.connect(as);
    for (const auto* statement :
         {"CREATE TABLE finance.planted (a int)", "CREATE TABLE public.planted (a int)",
          "CREATE TEMP TABLE planted (a int)", "CREATE SCHEMA planted",
          "CREATE FUNCTION auth.planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
          "ALTER TABLE finance.accounts ADD COLUMN planted int",
          "ALTER TABLE finance.accounts DISABLE ROW LEVEL SECURITY", "DROP POLICY household ON finance.accounts",
          "DROP TABLE finance.accounts", "TRUNCATE finance.postings", "CREATE INDEX ON finance.accounts (name)",
          "ALTER TABLE finance.postings DISABLE TRIGGER ALL", "SET ROLE coffer_owner",
          "SET SESSION AUTHORIZATION coffer_owner", "SET session_replication_role = replica",
          "UPDATE auth.households SET version = 1",
          "INSERT INTO public.schema_migrations (name, checksum) VALUES ('a', 'b')"}) {
      EXPECT_EQ(refusal(connection, statement), "42501") << statement;
    }
  }
}

TEST(SchemaTest, partitions_are_out_of_reach) {
  const testkit::TestDatabase database;
  auto administrator = database.connect(As::Administrator);
  const auto partitions =
      column(administrator, "SELECT oid::regclass::text FROM pg_class WHERE relispartition AND relkind = 'r'");
  ASSERT_GE(partitions.size(), 24U);
  for (const auto as : {As::Api, As::Worker}) {
    auto connection = database.connect(as);
    for (const auto& partition : partitions) {
      EXPECT_EQ(refusal(connection, "SELECT FROM " + partition), "42501") << partition;
      EXPECT_EQ(value(connection, "SELECT has_table_privilege('" + partition +
                                      "', 'insert, update, delete, truncate, references, trigger')"),
                "f")
          << partition;
      EXPECT_EQ(value(connection, "SELECT has_any_column_privilege('" + partition + "', 'select, insert, update')"),
                "f")
          << partition;
    }
  }
}

TEST(SchemaTest, what_is_recorded_cannot_be_overwritten_by_the_application) {
  const testkit::TestDatabase database;
  for (const auto as : {As::Api, As::Worker}) {
    auto connection = database.connect(as);
    for (const auto* statement : {"UPDATE finance.transaction_revisions SET amount = 1",
                                  "DELETE FROM finance.transaction_revisions",
                                  "UPDATE finance.postings SET amount = 0",
                                  "DELETE FROM finance.postings",
                                  "DELETE FROM finance.transactions",
                                  "UPDATE finance.transactions SET current_revision = 1",
                                  "UPDATE finance.prices SET close = 1",
                                  "DELETE FROM finance.prices",
                                  "UPDATE finance.fx_rates SET rate = 1",
                                  "UPDATE finance.corporate_actions SET ratio_to = 1",
                                  "UPDATE finance.instrument_names SET value = 'a'",
                                  "UPDATE finance.price_factors SET factor = 1",
                                  "UPDATE finance.account_cash_modes SET mode = 'tracked'",
                                  "UPDATE finance.account_cost_bases SET method = 'fifo'",
                                  "UPDATE finance.ownership_shares SET share = 1",
                                  "UPDATE finance.portfolio_policies SET policy = '{}'",
                                  "DELETE FROM finance.accounts",
                                  "UPDATE finance.price_series SET packed = ''",
                                  "UPDATE audit.audit_log SET action = 'a'",
                                  "DELETE FROM audit.audit_log",
                                  "DELETE FROM auth.login_history"}) {
      EXPECT_EQ(refusal(connection, statement), "42501") << statement;
    }
  }
}

}  // namespace

}  // namespace coffer::tests
