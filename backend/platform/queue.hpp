// Background jobs in PostgreSQL: a job exists exactly when the transaction that asked for it committed.
// Delivery is at least once: a worker that dies loses its lease and the job is claimed again, so
// handlers bear repetition. Enqueue through UnitOfWork::enqueue.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "platform/pg/database.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {

namespace problems {
// The lease ran out and the job is another worker's: stop working on it.
inline constexpr std::string_view job_lease_lost = "platform/job-lease-lost";  // Conflict
inline constexpr std::string_view job_not_found = "platform/job-not-found";    // NotFound
}  // namespace problems

enum class JobState { Queued, Running, Succeeded, Failed, Cancelled };

struct ClaimedJob {
  JobId id;
  std::string kind;
  std::optional<HouseholdId> household;
  std::optional<UserId> requested_by;
  std::string payload;
  std::string trace_id;
  int attempt = 1;
  int max_attempts = 1;
};

// Of a job, 0 to 1.
struct JobProgress {
  std::int64_t done = 0;
  std::int64_t total = 1;
  friend bool operator==(const JobProgress&, const JobProgress&) = default;
};

struct JobStatus {
  JobId id;
  std::string kind;
  JobState state = JobState::Queued;
  Decimal progress;     // 0 to 1
  std::string result;   // JSON, empty until finished
  std::string problem;  // slug of the last failure
  std::string problem_detail;
  std::string trace_id;
  int attempt = 0;
  Timestamp created_at;
  std::optional<Timestamp> started_at;
  std::optional<Timestamp> finished_at;
};

// The last job seen of a list, latest first.
struct JobPlace {
  Timestamp created_at;
  JobId id;
};

struct ClaimOptions {
  std::string worker;              // unique per process
  std::vector<std::string> kinds;  // what this worker can do
  int most = 1;
  std::chrono::milliseconds lease{30'000};
};

class Queue {
 public:
  explicit Queue(Database& database) : database_(database) {}

  // Those whose lease ran out, then by priority, then the oldest.
  Task<std::vector<ClaimedJob>> claim(ClaimOptions options);
  // Prolongs the lease and shows progress; Conflict when the job was cancelled or the lease is lost.
  Task<> heartbeat(const ClaimedJob& job, const std::string& worker, JobProgress progress,
                   std::chrono::milliseconds lease);
  // The last step of the job's own unit: the job is finished exactly when its effect committed.
  Task<> finish(UnitOfWork& unit, const ClaimedJob& job, std::string worker, std::string result);
  // Back to the queue with backoff (2^attempt seconds with jitter, at most 10 minutes), or failed for good when
  // the attempts are used up or the error is the input's fault.
  Task<> fail(const ClaimedJob& job, std::string worker, Error error);
  // Gives jobs back untouched when the worker shuts down; does not count as an attempt.
  Task<> release(const ClaimedJob& job, std::string worker);
  // Jobs of dead workers with no attempts left become failed; how many.
  Task<std::int64_t> fail_exhausted();

  // Under the caller's row-level security; NotFound when absent or another household's.
  Task<JobStatus> get(const Caller& caller, JobId id);
  // One that the unit itself enqueued, too.
  Task<JobStatus> get(UnitOfWork& unit, JobId id);
  // Of the caller's current household, latest first, at most `most`.
  Task<std::vector<JobStatus>> list(const Caller& caller, std::optional<JobPlace> after, std::int64_t most);
  Task<> cancel(UnitOfWork& unit, JobId id);

 private:
  static Task<JobStatus> read_status(Task<Rows> reading);
  Database& database_;
};

// The system caller of queue and outbox ("jobs.queue").
[[nodiscard]] Caller queue_caller();

}  // namespace coffer::platform
