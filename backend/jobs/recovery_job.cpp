#include "jobs/recovery_job.hpp"

namespace coffer::jobs {

using platform::Task;
using platform::UnitOfWork;

namespace {

Task<> write_to_recipient(RecoveryJobParts parts, JobRun& run) {
  COFFER_CO_TRY(recipient, co_await parts.recovery.find_recipient(run.job().payload));
  Caller caller = recipient ? std::move(*recipient) : auth::RecoveryService::asking_caller(Caller{});
  caller.trace_id = run.job().trace_id;
  const auto whole = [&](UnitOfWork& unit) -> Task<> {
    if (recipient) COFFER_CO_CHECK(co_await parts.recovery.send_link(unit));
    co_return co_await run.finish(unit, "");
  };
  co_return co_await parts.database.write(caller, whole);
}

}  // namespace

JobHandler recovery_job(RecoveryJobParts parts) {
  return [parts](JobRun& run) { return write_to_recipient(parts, run); };
}

}  // namespace coffer::jobs
