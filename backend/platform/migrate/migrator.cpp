#include "platform/migrate/migrator.hpp"

#include <algorithm>

#include "platform/pg/blocking_connection.hpp"

namespace coffer::platform {

namespace {

// The key is "coffer" in ASCII.
constexpr auto lock_statement = "SELECT pg_advisory_lock(109330110506354)";
constexpr auto exists_statement = "SELECT to_regclass('public.schema_migrations') IS NOT NULL";
constexpr auto list_statement = "SELECT name, checksum FROM public.schema_migrations ORDER BY position";
constexpr auto record_statement = "INSERT INTO public.schema_migrations (name, checksum) VALUES ($1, $2)";
constexpr auto record_table = R"(
  CREATE TABLE IF NOT EXISTS public.schema_migrations (
    position integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  );
  GRANT SELECT ON public.schema_migrations TO PUBLIC;
)";

Result<std::vector<AppliedMigration>> read_record(BlockingConnection& connection) {
  COFFER_TRY(rows, connection.run(list_statement));
  std::vector<AppliedMigration> applied;
  for (const auto& row : rows) applied.push_back({row.at(0).value(), row.at(1).value()});
  return applied;
}

Result<> refuse_changed(const std::vector<Migration>& migrations, const std::vector<AppliedMigration>& applied) {
  for (const auto& migration : migrations) {
    const auto found = std::ranges::find(applied, migration.name, &AppliedMigration::name);
    if (found == applied.end() || found->checksum == checksum_of(migration)) continue;
    return fail(ErrorKind::Conflict, problems::migration_changed,
                "The migration \"" + migration.name +
                    "\" ran in this database with another text. Restore its text and add one more migration.");
  }
  return {};
}

Result<> apply(BlockingConnection& connection, const Migration& migration) {
  const auto run = [&]() -> Result<> {
    COFFER_CHECK(connection.run_script("BEGIN"));
    COFFER_CHECK(connection.run_script(migration.sql));
    if (!connection.in_transaction()) {
      return fail(ErrorKind::Invalid, problems::migration_not_whole, "A migration must not end its own transaction.");
    }
    COFFER_CHECK(connection.run_script("RESET ROLE"));
    COFFER_CHECK(connection.run(record_statement, {migration.name, checksum_of(migration)}));
    return connection.run_script("COMMIT");
  };
  auto done = run();
  if (done) return done;
  (void)connection.run_script("ROLLBACK");
  auto error = std::move(done).error();
  error.detail = "The migration \"" + migration.name + "\" failed, and nothing of it stayed. " + error.detail;
  return fail(std::move(error));
}

}  // namespace

Result<MigrationReport> Migrator::migrate() {
  COFFER_TRY(connection, BlockingConnection::open(conninfo_));
  COFFER_CHECK(connection.run_script("SET client_min_messages = warning"));
  // Ends with the connection.
  COFFER_CHECK(connection.run(lock_statement));
  COFFER_CHECK(connection.run_script(record_table));
  COFFER_TRY(recorded, read_record(connection));
  COFFER_CHECK(refuse_changed(migrations_, recorded));
  // A migration waits for running work, but not for ever with everybody else behind it.
  COFFER_CHECK(connection.run_script("SET lock_timeout = '30s'"));

  MigrationReport report;
  for (const auto& migration : migrations_) {
    if (std::ranges::find(recorded, migration.name, &AppliedMigration::name) != recorded.end()) continue;
    COFFER_CHECK(apply(connection, migration));
    report.applied.push_back(migration.name);
  }
  for (const auto& past : recorded) {
    if (std::ranges::find(migrations_, past.name, &Migration::name) == migrations_.end())
      report.unknown.push_back(past.name);
  }
  return report;
}

Result<std::vector<AppliedMigration>> Migrator::list_applied() {
  COFFER_TRY(connection, BlockingConnection::open(conninfo_));
  COFFER_TRY(exists, connection.run(exists_statement));
  if (exists.at(0).at(0) != "t") return std::vector<AppliedMigration>{};
  return read_record(connection);
}

}  // namespace coffer::platform
