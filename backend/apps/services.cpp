#include "apps/services.hpp"

#include <algorithm>
#include <thread>

#include "platform/migrate/migration.hpp"
#include "platform/migrate/sql.hpp"

namespace coffer::apps {
namespace {

std::size_t threads_of(std::int64_t configured) {
  if (configured > 0) return static_cast<std::size_t>(configured);
  return std::max(1U, std::thread::hardware_concurrency());
}

platform::DatabaseOptions database_options(const platform::Config& config, Process process) {
  const auto ms = [](std::int64_t value) { return std::chrono::milliseconds(value); };
  platform::DatabaseOptions options;
  options.conninfo = process == Process::Worker ? config.database.worker_url : config.database.api_url;
  options.application_name = process == Process::Api      ? "coffer api"
                             : process == Process::Worker ? "coffer worker"
                                                          : "coffer";
  options.pipelined_per_loop = static_cast<std::size_t>(config.database.shared_connections);
  options.exclusive_per_loop = static_cast<std::size_t>(config.database.exclusive_connections);
  options.connect_timeout = ms(config.database.connect_timeout_ms);
  options.read_timeout = ms(config.database.statement_timeout_ms);
  // A job may write for as long as its lease is renewed; a request is bounded by its own deadline.
  options.write_timeout = process == Process::Api ? ms(config.database.statement_timeout_ms) : std::chrono::minutes(10);
  return options;
}

platform::PasswordSettings password_settings(const platform::Config& config) {
  platform::PasswordSettings settings;
  settings.memory_kib = static_cast<std::uint64_t>(config.password.memory_kib);
  settings.passes = static_cast<std::uint64_t>(config.password.passes);
  settings.threads = static_cast<std::size_t>(config.password.threads);
  settings.queue = static_cast<std::size_t>(config.password.queue);
  settings.pepper = config.password.pepper;
  return settings;
}

auth::SessionSettings session_settings(const platform::Config& config) {
  auth::SessionSettings settings;
  settings.idle = std::chrono::hours(config.session.idle_hours);
  settings.lifetime = std::chrono::hours(config.session.lifetime_hours);
  return settings;
}

finance::StagingLimits staging_limits(const platform::Config& config) {
  finance::StagingLimits limits;
  limits.file_bytes = static_cast<std::size_t>(config.imports.file_bytes);
  limits.rows = static_cast<std::size_t>(config.imports.rows);
  return limits;
}

}  // namespace

Result<std::unique_ptr<Services>> Services::open(const platform::Config& config, Process process) {
  const auto& url = process == Process::Worker ? config.database.worker_url : config.database.api_url;
  if (url.empty()) {
    return fail(ErrorKind::Invalid, platform::problems::invalid_config, "No database is configured.",
                {{process == Process::Worker ? "COFFER_DATABASE_WORKER_URL" : "COFFER_DATABASE_API_URL",
                  "Give the connection of the database, or start Coffer with ./dev up."}});
  }
  COFFER_CHECK(platform::create_master_key_file(config.objects.master_key_file));
  COFFER_TRY(opened, platform::open_master_key_file(config.objects.master_key_file));
  const std::shared_ptr<const platform::MasterKey> key = std::move(opened);
  platform::LocalObjectSettings settings;
  settings.folder = config.objects.folder;
  settings.object_bytes = static_cast<std::uint64_t>(config.objects.object_bytes);
  COFFER_TRY(store, platform::open_local_objects(std::move(settings), key));
  return std::unique_ptr<Services>(new Services(config, process, std::move(store), key));
}

Services::Services(const platform::Config& config, Process process, std::unique_ptr<platform::ObjectStore> store,
                   std::shared_ptr<const platform::MasterKey> key)
    : random(clock),
      loops(process == Process::Command ? 1 : threads_of(config.server.threads)),
      pool({.threads = threads_of(config.compute.threads), .queue = static_cast<std::size_t>(config.compute.queue)}),
      passwords(password_settings(config)),
      objects(std::move(store)),
      master_key(std::move(key)),
      database(database_options(config, process), loops.all(), random),
      queue(database),
      identity(database, passwords, random),
      sessions(database, clock, random, session_settings(config)),
      households(database, random),
      mailing(*master_key, config.server.public_origin),
      members(database),
      grants(database, random),
      invitations(database, clock, random, mailing),
      accounts(database, random),
      instruments(database, random),
      market(database, random, clock),
      transactions(database, random),
      portfolios(database, random),
      reports(database, random, pool, clock),
      imports(database, *objects, pool, random, clock, staging_limits(config)),
      exports(database, pool, random, clock) {}

Services::~Services() {
  static_cast<void>(platform::run_to_end(loops.at(0), database.close()));
  loops.stop();
}

platform::Task<> Services::check_ready() {
  const Caller nobody;
  COFFER_CO_TRY(rows, co_await database.read(nobody, platform::statement(platform::sql::list_applied_migrations)));
  std::vector<platform::AppliedMigration> applied;
  for (const auto row : rows) applied.push_back({row.text(0), row.text(1)});
  co_return platform::check_schema(platform::embedded_migrations(), applied);
}

}  // namespace coffer::apps
