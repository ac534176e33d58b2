#include <cstdio>

#include "api/edge/health.hpp"
#include "api/edge/outbox_page.hpp"
#include "api/edge/server.hpp"
#include "api/rest/rest_routes.hpp"
#include "api/rest/session_lookup.hpp"
#include "apps/commands.hpp"
#include "apps/services.hpp"
#include "apps/signals.hpp"
#include "platform/async/task_group.hpp"
#include "platform/log/log.hpp"
#include "platform/metrics/metrics.hpp"
#include "platform/outbox.hpp"
#include "platform/pg/listener.hpp"

namespace coffer::apps {
namespace {

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> items;
  std::string item;
  for (const char letter : text + ",") {
    if (letter == ',') {
      if (!item.empty()) items.push_back(std::exchange(item, {}));
    } else if (letter != ' ') {
      item.push_back(letter);
    }
  }
  return items;
}

api::edge::ServerSettings server_settings(const platform::Config& config) {
  const auto ms = [](std::int64_t value) { return std::chrono::milliseconds(value); };
  const auto& server = config.server;
  api::edge::ServerSettings settings;
  settings.address = server.address;
  settings.port = static_cast<std::uint16_t>(server.port);
  settings.metrics_port = static_cast<std::uint16_t>(server.metrics_port);
  settings.public_origin = server.public_origin;
  settings.allowed_origins = split_list(server.allowed_origins);
  settings.trusted_proxies = split_list(server.trusted_proxies);
  settings.connections = static_cast<std::size_t>(server.connections);
  settings.connections_per_address = static_cast<std::size_t>(server.connections_per_address);
  settings.header_bytes = static_cast<std::size_t>(server.header_bytes);
  settings.buffered_body_bytes = static_cast<std::size_t>(server.buffered_body_bytes);
  settings.header_timeout = ms(server.header_timeout_ms);
  settings.body_timeout = ms(server.body_timeout_ms);
  settings.idle_timeout = ms(server.idle_timeout_ms);
  settings.write_timeout = ms(server.write_timeout_ms);
  settings.request_timeout = ms(server.request_timeout_ms);
  settings.shutdown_timeout = ms(server.shutdown_timeout_ms);
  settings.in_flight = static_cast<std::size_t>(server.in_flight);
  settings.queue_delay = ms(server.queue_delay_ms);
  settings.requests_per_minute = static_cast<std::uint32_t>(server.requests_per_minute);
  settings.sign_ins_per_minute = static_cast<std::uint32_t>(server.sign_ins_per_minute);
  return settings;
}

api::rest::RestParts rest_parts(Services& services, const platform::Config& config) {
  auto& s = services;
  const auto cookies = api::edge::cookie_scheme_of(config.server.public_origin);
  const api::rest::EntranceParts entrance{s.database,     s.identity, s.sessions, s.devices,
                                          s.guess_limits, s.mailing,  cookies};
  return {
      .auth = {entrance, s.email, s.second_factor},
      .email = {s.database, s.email},
      .recovery = {s.database, s.recovery},
      .deletion = {s.database, s.deletions},
      .profile = {s.database, s.profiles},
      .factors = {entrance, s.factors, s.second_factor, s.step_up, s.password_changes, s.passkeys},
      .me = {s.database, s.identity},
      .sessions = {s.database, s.sessions},
      .audit = {s.audit},
      .people = {s.database, s.people},
      .tokens = {s.database, s.tokens, cookies},
      .api_keys = {s.database, s.api_keys},
      .households = {s.database, s.households},
      .sharing = {s.database, s.members, s.grants, s.invitations},
      .finance = {s.database, s.accounts, s.instruments, s.market, s.transactions, s.portfolios, s.reports, s.previews,
                  s.changes, s.bulk_edits, s.transfers, s.actions},
      .imports = {s.database, s.imports, s.import_profiles, s.queue},
      .jobs = {s.queue},
      .exports = {s.exports},
  };
}

// A person's rights have changed, or, without a payload, notices may have been lost.
void forget_changed(Services& services, api::edge::Server& server, const platform::Notification& notice) {
  const auto user = parse_id<UserId>(notice.payload);
  if (!user) {
    if (services.callers) services.callers->distrust_all();
    return server.forget_people();
  }
  if (services.callers) services.callers->distrust(*user);
  server.forget_person(*user);
}

}  // namespace

int run_api(const platform::Config& config) {
  block_stop_signals();
  platform::start_log({.level = platform::parse_log_level(config.log.level).value_or(platform::LogLevel::Info),
                       .path = config.log.path,
                       .service = "api"});
  auto opened = Services::open(config, Process::Api);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().detail.c_str());
    return 1;
  }
  auto& services = **opened;
  platform::Metrics metrics;
  platform::Notifier notifier(services.database, std::chrono::milliseconds(20));
  platform::TaskGroup tasks;
  if (auto spawned = tasks.spawn(services.loops.at(0), notifier.run()); !spawned) return 1;
  api::rest::SessionLookup sessions(
      api::rest::CredentialServices{services.sessions, services.callers.get(), &services.tokens, &services.api_keys});
  platform::Router router;
  api::rest::add_rest_routes(router, rest_parts(services, config));
  const auto ready = [&services] { return services.check_ready(); };
  api::edge::add_health_routes(router, ready);

  const api::edge::ServerParts parts{services.loops, router, sessions, services.clock, services.random, metrics, ready};
  api::edge::Server server(server_settings(config), parts);
  // Only where no mail goes out.
  if (config.mail.smtp_host.empty()) api::edge::add_outbox_page(server.private_router(), config.mail.outbox);
  if (auto started = server.start(); !started) {
    std::fprintf(stderr, "%s\n", started.error().detail.c_str());
    tasks.request_stop();
    tasks.join_blocking();
    return 1;
  }
  const auto people = [&](const platform::Notification& notice) { forget_changed(services, server, notice); };
  if (auto spawned =
          tasks.spawn(services.loops.at(0), platform::listen(services.database.options(), {"coffer_people"}, people));
      !spawned)
    return 1;
  platform::log_info("api.started", {{"port", server.port()}});
  wait_for_stop_signal();
  const auto stopped = server.shut_down();
  tasks.request_stop();
  tasks.join_blocking();
  platform::log_info("api.stopped", {{"orderly", stopped.has_value()}});
  platform::flush_log();
  return stopped ? 0 : 1;
}

}  // namespace coffer::apps
