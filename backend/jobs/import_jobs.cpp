#include "jobs/import_jobs.hpp"

#include "jobs/job_problems.hpp"
#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::jobs {

using platform::Task;
using platform::UnitOfWork;

namespace {

struct ImportOrder {
  ImportId import;
  std::vector<std::int64_t> rows;
};

Result<ImportOrder> decode_order(std::string_view payload) {
  COFFER_TRY(document, platform::JsonDocument::parse(payload, {.bytes = 4U << 20, .values = 200'000}));
  auto object = document.object();
  ImportOrder order;
  order.import = object.required("import").id<ImportId>();
  const auto rows = object.required("rows").list({.max = 100'000});
  for (const auto& row : rows) order.rows.push_back(row.integer({1, 10'000'000}).value_or(0));
  COFFER_CHECK(document.finish());
  return order;
}

// The person as they are allowed now, in the household of the job alone.
Task<Caller> find_requester(auth::IdentityService& identity, const platform::ClaimedJob& job) {
  if (!job.requested_by || !job.household) {
    co_return fail(ErrorKind::Invalid, problems::no_requester, "The job names no person or no household.");
  }
  COFFER_CO_TRY(caller, co_await identity.get_caller(*job.requested_by));
  std::erase_if(caller.households, [&](const CallerHousehold& seen) { return seen.household != *job.household; });
  if (caller.households.empty()) {
    co_return fail(ErrorKind::Forbidden, problems::no_requester,
                   "Whoever asked for this is no member of the household any more.");
  }
  caller.trace_id = job.trace_id;
  co_return std::move(caller);
}

std::string link_to(ImportId id) {
  std::string json;
  platform::append_json_string(json, "/v1/imports/" + id.text());
  return json;
}

using ImportWork = std::function<Task<finance::ImportCounts>(finance::ImportService&, const Caller&, UnitOfWork&,
                                                             const ImportOrder&, finance::ImportProgress)>;

Task<> run_import(ImportJobParts parts, JobRun& run, ImportWork work) {
  COFFER_CO_TRY(order, decode_order(run.job().payload));
  COFFER_CO_TRY(caller, co_await find_requester(parts.identity, run.job()));
  const auto whole = [&](UnitOfWork& unit) -> Task<> {
    auto working = work(parts.imports, caller, unit, order,
                        [&run](std::int64_t done, std::int64_t total) { run.report({done, total}); });
    COFFER_CO_CHECK(co_await working);
    co_return co_await run.finish(unit, link_to(order.import));
  };
  co_return co_await parts.database.write(caller, whole);
}

}  // namespace

JobHandler import_commit_job(ImportJobParts parts) {
  return [parts](JobRun& run) {
    return run_import(parts, run,
                      [](finance::ImportService& imports, const Caller& caller, UnitOfWork& unit,
                         const ImportOrder& order, finance::ImportProgress progress) {
                        return imports.commit(caller, unit, order.import, order.rows, std::move(progress));
                      });
  };
}

JobHandler import_revert_job(ImportJobParts parts) {
  return [parts](JobRun& run) {
    return run_import(
        parts, run,
        [](finance::ImportService& imports, const Caller& caller, UnitOfWork& unit, const ImportOrder& order,
           const finance::ImportProgress&) { return imports.revert(caller, unit, order.import); });
  };
}

}  // namespace coffer::jobs
