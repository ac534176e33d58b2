// Runs background jobs: claims what is due, keeps the lease of what runs, gives back what it cannot end.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/async/loop.hpp"
#include "platform/async/task_group.hpp"
#include "platform/async/wakeup.hpp"
#include "platform/queue.hpp"

namespace coffer::jobs {

struct WorkerOptions {
  std::string name;  // unique per process
  std::size_t concurrency = 2;
  std::chrono::milliseconds poll{1'000};
  std::chrono::milliseconds lease{30'000};
};

// What a handler has of the worker that runs it.
class JobRun {
 public:
  JobRun(platform::Queue& queue, platform::ClaimedJob job, std::string worker)
      : queue_(queue), job_(std::move(job)), worker_(std::move(worker)) {}

  [[nodiscard]] const platform::ClaimedJob& job() const { return job_; }
  // Shown within a second, from outside the handler's transaction. From any thread.
  void report(platform::JobProgress progress);
  [[nodiscard]] platform::JobProgress progress() const;
  // The last step of the handler's unit: the job is finished exactly when its effect committed.
  platform::Task<> finish(platform::UnitOfWork& unit, std::string result);
  // A sign of life would wait for the handler's commit.
  [[nodiscard]] bool is_finishing() const { return finishing_; }

 private:
  platform::Queue& queue_;
  platform::ClaimedJob job_;
  std::string worker_;
  std::atomic<std::int64_t> done_{0};
  std::atomic<std::int64_t> total_{1};
  std::atomic<bool> finishing_{false};
};

// Ends the job by JobRun::finish in the unit of its effect. An error, or an exception, is tried again
// as platform::Queue::fail says. May run twice; must not do its effect twice.
using JobHandler = std::function<platform::Task<>(JobRun&)>;

class Worker {
 public:
  Worker(platform::Database& database, platform::Loop& loop, WorkerOptions options,
         std::map<std::string, JobHandler> handlers);
  // Every job has ended: drain first.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Claims and starts jobs until its group is stopped. Runs on the worker's loop.
  platform::Task<> run();
  // Something may be due. From any thread.
  void wake() { wakeup_->wake(); }
  // After run() ended: running jobs may end until the deadline; those that do not are given back to
  // the queue untouched.
  platform::Task<> drain(platform::Deadline deadline);

 private:
  struct Active;

  platform::Task<> start_due();
  platform::Task<> run_job(std::shared_ptr<Active> active);
  platform::Task<> keep_lease(std::shared_ptr<Active> active);
  [[nodiscard]] std::size_t free_places() const;

  platform::Queue queue_;
  platform::Loop& loop_;
  WorkerOptions options_;
  std::map<std::string, JobHandler> handlers_;
  std::shared_ptr<platform::Wakeup> wakeup_ = std::make_shared<platform::Wakeup>();
  platform::TaskGroup jobs_;
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<Active>> active_;
};

}  // namespace coffer::jobs
