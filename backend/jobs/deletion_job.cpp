#include "jobs/deletion_job.hpp"

#include "platform/json/reader.hpp"

namespace coffer::jobs {

using platform::Task;
using platform::UnitOfWork;

namespace {

Caller system_caller(const platform::ClaimedJob& job, std::string_view system) {
  Caller caller;
  caller.kind = CallerKind::System;
  caller.system = system;
  caller.trace_id = job.trace_id;
  return caller;
}

Task<> delete_account(DeletionJobParts parts, JobRun& run) {
  COFFER_CO_TRY(order, co_await parts.deletions.find_order(run.job().payload));
  Caller caller = order ? order->person : system_caller(run.job(), auth::account_deletion_job);
  caller.trace_id = run.job().trace_id;
  const auto whole = [&](UnitOfWork& unit) -> Task<> {
    if (order) COFFER_CO_CHECK(co_await parts.deletions.carry_out(unit, *order));
    co_return co_await run.finish(unit, "");
  };
  co_return co_await parts.database.write(caller, whole);
}

Task<> remove_objects(DeletionJobParts parts, JobRun& run) {
  COFFER_CO_TRY(document, platform::JsonDocument::parse(run.job().payload, {.bytes = 64U << 20, .values = 2'000'000}));
  const auto objects = document.object().required("objects").ids<ObjectId>({.max = 1'000'000});
  COFFER_CO_CHECK(document.finish());
  for (const auto& object : objects) COFFER_CO_CHECK(co_await parts.objects.remove(object));
  const auto caller = system_caller(run.job(), auth::object_removal_job);
  const auto end = [&](UnitOfWork& unit) { return run.finish(unit, ""); };
  co_return co_await parts.database.write(caller, end);
}

}  // namespace

JobHandler account_deletion_job(DeletionJobParts parts) {
  return [parts](JobRun& run) { return delete_account(parts, run); };
}

JobHandler object_removal_job(DeletionJobParts parts) {
  return [parts](JobRun& run) { return remove_objects(parts, run); };
}

}  // namespace coffer::jobs
