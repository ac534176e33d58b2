#include "apps/services.hpp"

#include <algorithm>
#include <ranges>
#include <string_view>
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
  for (const auto item : std::views::split(std::string_view(config.password.former_peppers), ',')) {
    const std::string_view former(item);
    settings.former_peppers.emplace_back(former == "none" ? std::string_view() : former);
  }
  return settings;
}

auth::SessionSettings session_settings(const platform::Config& config) {
  auth::SessionSettings settings;
  settings.idle = std::chrono::hours(config.session.idle_hours);
  settings.lifetime = std::chrono::hours(config.session.lifetime_hours);
  settings.keep_logins = std::chrono::days(config.session.history_days);
  return settings;
}

auth::TokenParties token_parties(const platform::Config& config) {
  return {config.server.public_origin, config.server.public_origin + "/v1"};
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
  Opened opened;
  COFFER_TRY(key, platform::open_master_key_file(config.objects.master_key_file));
  opened.key = std::move(key);
  platform::LocalObjectSettings settings;
  settings.folder = config.objects.folder;
  settings.object_bytes = static_cast<std::uint64_t>(config.objects.object_bytes);
  COFFER_TRY(store, platform::open_local_objects(std::move(settings), opened.key));
  opened.objects = std::move(store);
  if (process == Process::Api && !config.redis.url.empty()) {
    COFFER_TRY(options, platform::parse_redis_url(config.redis.url));
    opened.redis = std::move(options);
  }
  return std::unique_ptr<Services>(new Services(config, process, std::move(opened)));
}

Services::Services(const platform::Config& config, Process process, Opened opened)
    : random(clock),
      loops(process == Process::Command ? 1 : threads_of(config.server.threads)),
      pool({.threads = threads_of(config.compute.threads), .queue = static_cast<std::size_t>(config.compute.queue)}),
      passwords(password_settings(config)),
      key(std::move(opened.key)),
      objects(std::move(opened.objects)),
      database(database_options(config, process), loops.all(), random),
      queue(database),
      redis(opened.redis ? std::make_unique<platform::Redis>(*opened.redis, loops.all()) : nullptr),
      // Without a secret whoever writes to Redis could be anybody: then it remembers no callers.
      callers(redis && !config.password.pepper.empty()
                  ? std::make_unique<auth::CallerCache>(*redis, clock, config.password.pepper)
                  : nullptr),
      identity(database, passwords, random),
      sessions(database, clock, random, session_settings(config)),
      households(database, random),
      mailing(*key, config.server.public_origin),
      devices(database, random),
      proofs(database, *key, passwords, clock, auth::relying_party_of(config.server.public_origin)),
      step_up(database, proofs, random),
      email(database, step_up, mailing),
      api_keys(database, clock, random, step_up),
      recovery(database, passwords, sessions, api_keys, *key, mailing),
      deletions(database, step_up, mailing),
      profiles(database),
      factors(database, *key, proofs, step_up, random),
      second_factor(database, proofs, random),
      passkeys(database, auth::relying_party_of(config.server.public_origin), proofs, step_up, factors, random),
      password_changes(database, passwords, proofs, step_up, sessions, mailing, random),
      guess_limits(database, clock, devices),
      signing_keys(database, clock, random, *key),
      tokens(database, clock, random, signing_keys, token_parties(config), session_settings(config)),
      audit(database),
      people(database, step_up),
      members(database),
      grants(database, random),
      invitations(database, clock, random, mailing),
      accounts(database, random),
      instruments(database, random),
      market(database, random, clock),
      transactions(database, random, clock),
      portfolios(database, random),
      reports(database, random, pool, clock),
      previews(database, random, pool, clock, transactions, reports.books()),
      changes(database, random),
      bulk_edits(database, random),
      transfers(database, random),
      actions(database, random, pool, reports.books()),
      imports(database, *objects, pool, random, clock, staging_limits(config)),
      import_profiles(database, pool, random),
      exports(database, pool, random, clock) {}

Services::~Services() {
  if (redis) static_cast<void>(platform::run_to_end(loops.at(0), redis->close()));
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
