#include "platform/queue.hpp"

#include <algorithm>
#include <utility>

#include "platform/queue/sql.hpp"

namespace coffer::platform {

namespace {

constexpr std::int64_t most_lost_at_once = 100;
constexpr std::chrono::milliseconds longest_delay = std::chrono::minutes(10);

// Work on one job: seen like its household sees it.
Caller caller_for(const ClaimedJob& job) {
  Caller caller = queue_caller();
  caller.trace_id = job.trace_id;
  if (job.household) caller.households.push_back({*job.household, Role::Owner, false});
  return caller;
}

// 2^attempt seconds, up to a quarter more so that jobs that failed together do not come back together.
std::chrono::milliseconds delay_after(int attempt, const JobId& id) {
  const std::chrono::milliseconds base = std::chrono::seconds(1LL << std::clamp(attempt, 0, 20));
  const auto bounded = std::min(base, longest_delay);
  return bounded + bounded * id.uuid.bytes[15] / 1024;
}

// The same again would come of another attempt.
bool is_final(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::Invalid:
    case ErrorKind::Unauthenticated:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::TooLarge:
    case ErrorKind::Unsupported: return true;
    case ErrorKind::Conflict:
    case ErrorKind::Stale:
    case ErrorKind::RateLimited:
    case ErrorKind::Unavailable:
    case ErrorKind::Timeout:
    case ErrorKind::Bug: return false;
  }
  return false;
}

JobState parse_state(std::string_view text) {
  if (text == "queued") return JobState::Queued;
  if (text == "running") return JobState::Running;
  if (text == "succeeded") return JobState::Succeeded;
  if (text == "failed") return JobState::Failed;
  return JobState::Cancelled;
}

JobStatus to_status(const Row& row) {
  JobStatus status;
  status.id = row.id<JobId>(0);
  status.kind = row.text(1);
  status.state = parse_state(row.view(2));
  status.progress = row.decimal(3);
  status.result = row.optional_text(4).value_or("");
  status.problem = row.optional_text(5).value_or("");
  status.problem_detail = row.optional_text(6).value_or("");
  status.attempt = row.int32(7);
  status.created_at = row.timestamp(8);
  status.finished_at = row.optional_timestamp(9);
  status.started_at = row.optional_timestamp(10);
  status.trace_id = row.optional_text(11).value_or("");
  return status;
}

std::unexpected<Error> fail_lease_lost() {
  return coffer::fail(ErrorKind::Conflict, problems::job_lease_lost,
                      "The job was cancelled or is another worker's now.");
}

std::vector<HouseholdId> households_of(const Caller& caller) {
  std::vector<HouseholdId> households;
  for (const auto& household : caller.households) households.push_back(household.household);
  return households;
}

// One statement in a unit of its own; it has to meet exactly the job.
Task<> change_one(Database& database, Caller caller, Statement change) {
  co_return co_await database.write(caller, [&change](UnitOfWork& unit) -> Task<> {
    COFFER_CO_TRY(rows, co_await unit.run(change));
    if (rows.affected() != 1) co_return fail_lease_lost();
    co_return Result<>{};
  });
}

}  // namespace

Caller queue_caller() {
  Caller caller;
  caller.kind = CallerKind::System;
  caller.system = "jobs.queue";
  return caller;
}

Task<std::vector<ClaimedJob>> Queue::claim(ClaimOptions options) {
  const Caller caller = queue_caller();
  auto claimed = co_await database_.write(caller, [&options](UnitOfWork& unit) -> Task<Rows> {
    return unit.run(statement(sql::claim_jobs, options.worker, options.kinds, std::int64_t{options.most},
                              std::int64_t{options.lease.count()}));
  });
  if (!claimed) co_return coffer::fail(std::move(claimed).error());
  std::vector<ClaimedJob> jobs;
  for (const auto row : *claimed) {
    ClaimedJob job;
    job.id = row.id<JobId>(0);
    job.household = row.optional_id<HouseholdId>(1);
    job.kind = row.text(2);
    job.payload = row.text(3);
    job.attempt = row.int32(4);
    job.max_attempts = row.int32(5);
    job.requested_by = row.optional_id<UserId>(6);
    job.trace_id = row.optional_text(7).value_or("");
    jobs.push_back(std::move(job));
  }
  co_return jobs;
}

Task<> Queue::heartbeat(const ClaimedJob& job, const std::string& worker, JobProgress progress,
                        std::chrono::milliseconds lease) {
  return change_one(database_, caller_for(job),
                    statement(sql::prolong_lease, job.id, job.household, worker, job.attempt, progress.done,
                              progress.total, std::int64_t{lease.count()}));
}

Task<> Queue::finish(UnitOfWork& unit, const ClaimedJob& job, std::string worker, std::string result) {
  const auto stored = result.empty() ? std::nullopt : std::optional(std::move(result));
  auto change = statement(sql::finish_job, job.id, job.household, worker, job.attempt, stored);
  COFFER_CO_TRY(rows, co_await unit.run(std::move(change)));
  if (rows.affected() != 1) co_return fail_lease_lost();
  co_return Result<>{};
}

Task<> Queue::fail(const ClaimedJob& job, std::string worker, Error error) {
  const Caller caller = caller_for(job);
  const std::string_view problem = error.problem.empty() ? "platform/unexpected" : error.problem;
  const bool last = is_final(error.kind) || job.attempt >= job.max_attempts;
  if (!last) {
    const auto delay = delay_after(job.attempt, job.id);
    auto retry = statement(sql::retry_job, job.id, job.household, worker, job.attempt, problem, error.detail,
                           std::int64_t{delay.count()});
    auto done = co_await change_one(database_, caller, std::move(retry));
    // Another job with its unique key waits already and will do the work.
    const bool replaced = !done && done.error().problem == problems::unique_violation;
    if (!replaced) co_return std::move(done);
  }
  auto end = statement(sql::fail_job, job.id, job.household, worker, job.attempt, problem, error.detail);
  co_return co_await change_one(database_, caller, std::move(end));
}

Task<> Queue::release(const ClaimedJob& job, std::string worker) {
  return change_one(database_, caller_for(job),
                    statement(sql::release_job, job.id, job.household, worker, job.attempt));
}

Task<std::int64_t> Queue::fail_exhausted() {
  const Caller caller = queue_caller();
  auto failed = co_await database_.write(caller, [](UnitOfWork& unit) -> Task<Rows> {
    return unit.run(statement(sql::fail_lost_jobs, most_lost_at_once));
  });
  if (!failed) co_return coffer::fail(std::move(failed).error());
  co_return failed->front().int64(0);
}

Task<JobStatus> Queue::get(const Caller& caller, JobId id) {
  return read_status(database_.read(caller, statement(sql::get_job, id, households_of(caller))));
}

Task<JobStatus> Queue::get(UnitOfWork& unit, JobId id) {
  return read_status(unit.run(statement(sql::get_job, id, households_of(unit.caller()))));
}

Task<JobStatus> Queue::read_status(Task<Rows> reading) {
  COFFER_CO_TRY(rows, co_await reading);
  if (rows.empty()) co_return coffer::fail(ErrorKind::NotFound, problems::job_not_found, "There is no such job.");
  co_return to_status(rows.front());
}

Task<std::vector<JobStatus>> Queue::list(const Caller& caller, std::optional<JobPlace> after, std::int64_t most) {
  const auto created_at = after ? format_timestamp(after->created_at) : "infinity";
  const auto id = after ? after->id.text() : "ffffffff-ffff-ffff-ffff-ffffffffffff";
  auto query = statement(sql::list_jobs, caller.household(), created_at, id, most);
  COFFER_CO_TRY(rows, co_await database_.read(caller, std::move(query)));
  std::vector<JobStatus> jobs;
  for (const auto row : rows) jobs.push_back(to_status(row));
  co_return jobs;
}

Task<> Queue::cancel(UnitOfWork& unit, JobId id) {
  auto change = statement(sql::cancel_job, id, households_of(unit.caller()));
  COFFER_CO_TRY(rows, co_await unit.run(std::move(change)));
  if (rows.affected() == 0)
    co_return coffer::fail(ErrorKind::NotFound, problems::job_not_found, "There is no such job under way.");
  co_return Result<>{};
}

}  // namespace coffer::platform
