#include <unistd.h>

#include <cstdio>

#include "apps/commands.hpp"
#include "apps/services.hpp"
#include "apps/signals.hpp"
#include "jobs/event_dispatch.hpp"
#include "jobs/housekeeping.hpp"
#include "jobs/import_jobs.hpp"
#include "jobs/worker.hpp"
#include "platform/async/task_group.hpp"
#include "platform/async/wakeup.hpp"
#include "platform/log/log.hpp"
#include "platform/outbox.hpp"
#include "platform/pg/listener.hpp"

namespace coffer::apps {
namespace {

jobs::WorkerOptions worker_options(const platform::Config& config, Services& services) {
  jobs::WorkerOptions options;
  options.name = "worker-" + std::to_string(::getpid()) + "-" + services.random.token(6);
  options.concurrency = static_cast<std::size_t>(config.worker.concurrency);
  options.poll = std::chrono::milliseconds(config.worker.poll_ms);
  options.lease = std::chrono::seconds(config.worker.lease_seconds);
  return options;
}

}  // namespace

int run_worker(const platform::Config& config) {
  block_stop_signals();
  platform::start_log({.level = platform::parse_log_level(config.log.level).value_or(platform::LogLevel::Info),
                       .path = config.log.path,
                       .service = "worker"});
  auto opened = Services::open(config, Process::Worker);
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().detail.c_str());
    return 1;
  }
  auto& services = **opened;
  const jobs::ImportJobParts import_parts{services.database, services.identity, services.imports};
  auto& loop = services.loops.at(0);
  jobs::Worker worker(services.database, loop, worker_options(config, services),
                      {{std::string(finance::import_commit_job), jobs::import_commit_job(import_parts)},
                       {std::string(finance::import_revert_job), jobs::import_revert_job(import_parts)}});
  jobs::Housekeeping housekeeping(services.database, services.sessions, services.clock, {});
  platform::Notifier notifier(services.database, std::chrono::milliseconds(20));
  const auto events_due = std::make_shared<platform::Wakeup>();
  const auto received = [&worker, events_due](const platform::Notification& notification) {
    if (notification.channel != platform::outbox_channel) worker.wake();
    if (notification.channel != platform::queue_channel) events_due->wake();
  };
  platform::TaskGroup tasks;
  auto started = tasks.spawn(loop, worker.run());
  if (started) started = tasks.spawn(loop, housekeeping.run());
  if (started) started = tasks.spawn(loop, notifier.run());
  if (started) {
    started = tasks.spawn(loop, platform::run_outbox(services.database, {}, jobs::dispatch_events({}), events_due));
  }
  if (started) {
    std::vector<std::string> channels{std::string(platform::queue_channel), std::string(platform::outbox_channel)};
    started = tasks.spawn(loop, platform::listen(services.database.options(), std::move(channels), received));
  }
  if (!started) {
    std::fprintf(stderr, "%s\n", started.error().detail.c_str());
    return 1;
  }
  platform::log_info("worker.started");
  wait_for_stop_signal();
  tasks.request_stop();
  tasks.join_blocking();
  const auto shutdown = platform::Deadline::in(std::chrono::milliseconds(config.server.shutdown_timeout_ms));
  const auto drained = platform::run_to_end(loop, worker.drain(shutdown));
  platform::log_info("worker.stopped", {{"orderly", drained.has_value()}});
  platform::flush_log();
  return drained ? 0 : 1;
}

}  // namespace coffer::apps
