#include "jobs/worker.hpp"

#include <algorithm>
#include <cassert>

#include "jobs/job_problems.hpp"
#include "platform/async/failure.hpp"
#include "platform/log/log.hpp"

namespace coffer::jobs {

using platform::ClaimedJob;
using platform::LogLevel;
using platform::Task;

struct Worker::Active {
  explicit Active(platform::Queue& queue, ClaimedJob job, const std::string& worker)
      : run(queue, std::move(job), worker) {}
  JobRun run;
  platform::Wakeup ended;  // for the one who keeps the lease
  std::atomic<bool> has_ended{false};
  std::atomic<bool> is_settled{false};  // succeeded, failed or lost: nothing to give back
};

namespace {

constexpr std::chrono::milliseconds look_at_progress{500};

void log_job(LogLevel level, std::string_view event, const ClaimedJob& job) {
  platform::log(level, event,
                {{"job", job.id}, {"job_kind", job.kind}, {"attempt", job.attempt}, {"trace_id", job.trace_id}});
}

void log_job_failure(LogLevel level, std::string_view event, const ClaimedJob& job, const Error& error) {
  platform::log_failure(
      level, event, error,
      {{"job", job.id}, {"job_kind", job.kind}, {"attempt", job.attempt}, {"trace_id", job.trace_id}});
}

// The handler's exceptions end the attempt, not the worker.
Task<> run_guarded(const JobHandler& handler, JobRun& run) {
  std::exception_ptr thrown;
  try {
    auto running = handler(run);
    auto outcome = co_await running;
    co_return std::move(outcome);
  } catch (...) {
    thrown = std::current_exception();
  }
  co_return fail(platform::error_of_exception(thrown));
}

}  // namespace

void JobRun::report(platform::JobProgress progress) {
  finishing_ = false;  // a unit that is tried again begins anew
  total_ = progress.total;
  done_ = progress.done;
}

platform::JobProgress JobRun::progress() const { return {done_, total_}; }

Task<> JobRun::finish(platform::UnitOfWork& unit, std::string result) {
  finishing_ = true;
  return queue_.finish(unit, job_, worker_, std::move(result));
}

Worker::Worker(platform::Database& database, platform::Loop& loop, WorkerOptions options,
               std::map<std::string, JobHandler> handlers)
    : queue_(database), loop_(loop), options_(std::move(options)), handlers_(std::move(handlers)) {}

Worker::~Worker() { assert(jobs_.running() == 0); }

std::size_t Worker::free_places() const {
  const std::lock_guard lock(mutex_);
  return options_.concurrency - std::min(options_.concurrency, active_.size());
}

Task<> Worker::run() {
  for (;;) {
    auto started = co_await start_due();
    if (!started && platform::is_stopped(started.error())) co_return fail(std::move(started).error());
    if (!started) platform::log_failure(LogLevel::Warn, "job.claim_failed", started.error());
    COFFER_CO_CHECK(co_await wakeup_->wait(platform::Deadline::in(options_.poll)));
  }
}

Task<> Worker::start_due() {
  const auto places = free_places();
  if (places == 0) co_return Result<>{};
  platform::ClaimOptions claim;
  claim.worker = options_.name;
  claim.most = static_cast<int>(places);
  claim.lease = options_.lease;
  for (const auto& [kind, handler] : handlers_) claim.kinds.push_back(kind);
  COFFER_CO_TRY(claimed, co_await queue_.claim(std::move(claim)));
  for (auto& job : claimed) {
    auto active = std::make_shared<Active>(queue_, std::move(job), options_.name);
    {
      const std::lock_guard lock(mutex_);
      active_.push_back(active);
    }
    COFFER_CO_CHECK(jobs_.spawn(loop_, run_job(active)));
    COFFER_CO_CHECK(jobs_.spawn(loop_, keep_lease(active)));
  }
  co_return Result<>{};
}

Task<> Worker::run_job(std::shared_ptr<Active> active) {
  const auto& job = active->run.job();
  log_job(LogLevel::Info, "job.started", job);
  const auto handler = handlers_.find(job.kind);
  auto outcome = handler == handlers_.end()
                     ? Result<>(fail(ErrorKind::Invalid, problems::unknown_job, "Nobody knows how to do this job."))
                     : co_await run_guarded(handler->second, active->run);
  if (outcome) {
    active->is_settled = true;
    log_job(LogLevel::Info, "job.finished", job);
  } else if (!platform::is_stopped(outcome.error())) {
    log_job_failure(LogLevel::Warn, "job.failed", job, outcome.error());
    active->is_settled = true;
    // When this fails too, the lease runs out and the job is claimed again.
    auto failing = queue_.fail(job, options_.name, std::move(outcome).error());
    if (auto failed = co_await failing; !failed)
      log_job_failure(LogLevel::Warn, "job.not_given_back", job, failed.error());
  }
  active->has_ended = true;
  active->ended.wake();
  if (active->is_settled) {
    const std::lock_guard lock(mutex_);
    std::erase(active_, active);
  }
  wakeup_->wake();  // a place is free
  co_return Result<>{};
}

Task<> Worker::keep_lease(std::shared_ptr<Active> active) {
  const auto interval = options_.lease / 3;
  auto due = platform::Deadline::in(interval);
  platform::JobProgress shown;  // as a job stands that has told nothing
  for (;;) {
    COFFER_CO_CHECK(co_await active->ended.wait(platform::Deadline::in(look_at_progress).earlier_of(due)));
    if (active->has_ended) co_return Result<>{};
    const auto progress = active->run.progress();
    const bool has_moved = progress != shown && !active->run.is_finishing();
    if (!has_moved && !due.has_passed()) continue;
    auto kept = co_await queue_.heartbeat(active->run.job(), options_.name, progress, options_.lease);
    shown = progress;
    due = platform::Deadline::in(interval);
    // A lost lease ends in JobRun::finish, which then refuses: the effect is not committed twice.
    if (!kept) log_job_failure(LogLevel::Warn, "job.lease_not_kept", active->run.job(), kept.error());
  }
}

Task<> Worker::drain(platform::Deadline deadline) {
  auto joined = co_await jobs_.join(deadline);
  if (!joined) {
    jobs_.request_stop();
    COFFER_CO_CHECK(co_await jobs_.join());
  }
  std::vector<std::shared_ptr<Active>> left;
  {
    const std::lock_guard lock(mutex_);
    left.swap(active_);
  }
  for (const auto& active : left) {
    auto releasing = queue_.release(active->run.job(), options_.name);
    if (auto released = co_await releasing; !released)
      log_job_failure(LogLevel::Warn, "job.not_given_back", active->run.job(), released.error());
  }
  co_return Result<>{};
}

}  // namespace coffer::jobs
