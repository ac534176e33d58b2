#include <unistd.h>

#include <cstdio>

#include "apps/commands.hpp"
#include "apps/services.hpp"
#include "apps/signals.hpp"
#include "jobs/deletion_job.hpp"
#include "jobs/event_dispatch.hpp"
#include "jobs/housekeeping.hpp"
#include "jobs/import_jobs.hpp"
#include "jobs/mail_job.hpp"
#include "jobs/recovery_job.hpp"
#include "jobs/worker.hpp"
#include "platform/async/task_group.hpp"
#include "platform/async/wakeup.hpp"
#include "platform/log/log.hpp"
#include "platform/mail/mail_outbox.hpp"
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

Result<std::unique_ptr<platform::Mailer>> open_mailer(const platform::Config& config, const platform::Clock& clock) {
  const auto& mail = config.mail;
  if (mail.smtp_host.empty()) return platform::open_mail_outbox(mail.outbox, clock);
  platform::SmtpSettings settings;
  settings.host = mail.smtp_host;
  settings.port = static_cast<std::uint16_t>(mail.smtp_port);
  settings.security = mail.smtp_security == "none"  ? platform::SmtpSecurity::Plaintext
                      : mail.smtp_security == "tls" ? platform::SmtpSecurity::Tls
                                                    : platform::SmtpSecurity::StartTls;
  settings.username = mail.smtp_username;
  settings.password = mail.smtp_password;
  settings.ca_file = mail.smtp_ca_file;
  settings.timeout = std::chrono::milliseconds(mail.smtp_timeout_ms);
  settings.sender = {mail.sender, mail.sender_name};
  return platform::open_smtp(std::move(settings), clock);
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
  auto mailer = open_mailer(config, services.clock);
  if (!mailer) {
    std::fprintf(stderr, "%s\n", mailer.error().detail.c_str());
    return 1;
  }
  const jobs::ImportJobParts import_parts{services.database, services.identity, services.imports};
  const jobs::DeletionJobParts deletion_parts{services.database, services.deletions, *services.objects};
  auto& loop = services.loops.at(0);
  jobs::Worker worker(
      services.database, loop, worker_options(config, services),
      {{std::string(finance::import_commit_job), jobs::import_commit_job(import_parts)},
       {std::string(finance::import_revert_job), jobs::import_revert_job(import_parts)},
       {std::string(platform::mail_send_job), jobs::mail_job({services.database, *services.key, **mailer})},
       {std::string(auth::password_recovery_job), jobs::recovery_job({services.database, services.recovery})},
       {std::string(auth::account_deletion_job), jobs::account_deletion_job(deletion_parts)},
       {std::string(auth::object_removal_job), jobs::object_removal_job(deletion_parts)}});
  jobs::Housekeeping housekeeping(services.database, services.sessions, services.clock,
                                  {.others = {{"mail", [&services](platform::UnitOfWork& unit, std::int64_t most) {
                                                 return services.email.forget_expired(unit, most);
                                               }}}});
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
