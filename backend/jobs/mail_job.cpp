#include "jobs/mail_job.hpp"

namespace coffer::jobs {

using platform::Task;
using platform::UnitOfWork;

namespace {

Task<> send_mail(MailJobParts parts, JobRun& run) {
  COFFER_CO_TRY(message, platform::open_mail(parts.key, run.job().payload));
  COFFER_CO_CHECK(co_await parts.mailer.send(std::move(message)));
  Caller caller;
  caller.kind = CallerKind::System;
  caller.system = platform::mail_send_job;
  caller.trace_id = run.job().trace_id;
  const auto end = [&](UnitOfWork& unit) { return run.finish(unit, ""); };
  co_return co_await parts.database.write(caller, end);
}

}  // namespace

JobHandler mail_job(MailJobParts parts) {
  return [parts](JobRun& run) { return send_mail(parts, run); };
}

}  // namespace coffer::jobs
