// I/O loops: one thread, one epoll, one ready queue each. Objects bound to a loop (connections,
// timers) are touched on its thread alone.
#pragma once

#include <atomic>
#include <chrono>
#include <coroutine>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "platform/async/deadline.hpp"
#include "platform/async/task.hpp"

namespace boost::asio {
class io_context;
}

namespace coffer::platform {

// Work of the end of a turn, done once however often it was asked for: a connection flushes
// what all tasks of the turn have queued on it.
class TurnEnd {
 public:
  virtual void at_turn_end() = 0;

 protected:
  ~TurnEnd() = default;

 private:
  friend class Loop;
  bool queued_ = false;
};

class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // From any thread.
  void post(std::function<void()> work);
  void resume(std::coroutine_handle<> handle);

  // Runs until stop() is called, whether there is work or not.
  void run();
  void stop();
  [[nodiscard]] bool is_this_thread() const;
  [[nodiscard]] bool is_running() const;

  // On the loop's thread alone: queues a handle or a turn's end without locks.
  void resume_here(std::coroutine_handle<> handle);
  void ask_turn_end(TurnEnd& end);
  void cancel_turn_end(TurnEnd& end);

  // For the translation units that speak Asio.
  [[nodiscard]] boost::asio::io_context& io_context();

 private:
  static void mark(TurnEnd& end, bool queued);
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A one-shot timer; bound to its loop. The destructor cancels: the callback does not run any more.
class Timer {
 public:
  explicit Timer(Loop& loop);
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  // Replaces what was set before.
  void start(Deadline::SteadyPoint at, std::function<void()> fire);
  void cancel();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// Readiness of a descriptor that someone else owns and closes (libpq, hiredis, libcurl). Bound to
// its loop. Destroy or release() before the owner closes the descriptor.
class FdWatcher {
 public:
  FdWatcher(Loop& loop, int fd);
  ~FdWatcher();
  FdWatcher(const FdWatcher&) = delete;
  FdWatcher& operator=(const FdWatcher&) = delete;
  // One call each; asking again while waiting changes nothing.
  void when_readable(std::function<void()> ready);
  void when_writable(std::function<void()> ready);
  void release();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// `count` loops on threads of their own.
class LoopGroup {
 public:
  explicit LoopGroup(std::size_t count);
  // Stops and joins.
  ~LoopGroup();
  LoopGroup(const LoopGroup&) = delete;
  LoopGroup& operator=(const LoopGroup&) = delete;
  [[nodiscard]] std::size_t size() const { return loops_.size(); }
  [[nodiscard]] Loop& at(std::size_t index) { return *loops_[index]; }
  // Round robin.
  [[nodiscard]] Loop& next() { return *loops_[next_.fetch_add(1, std::memory_order_relaxed) % loops_.size()]; }
  [[nodiscard]] std::vector<Loop*> all() const;
  void stop();

 private:
  std::vector<std::unique_ptr<Loop>> loops_;
  std::vector<std::thread> threads_;
  std::atomic<std::size_t> next_{0};
};

// Starts a task on a loop, from any thread; `ended` runs on that loop. Prefer TaskGroup::spawn: what
// nobody joins outlives what it uses.
void spawn(Loop& loop, Task<> task, std::stop_token stop, std::function<void(Result<>)> ended);

// Starts a task on a loop and blocks until it ended, for commands and tests. Runs the loop itself
// unless another thread does. Never from a loop's thread.
Result<> run_task_to_end(Loop& loop, Task<> task);

template <class T>
Task<> keep_result(Task<T> task, std::optional<Result<T>>& kept) {
  kept.emplace(co_await task);
  co_return Result<>{};
}

template <class T>
Result<T> run_to_end(Loop& loop, Task<T> task) {
  std::optional<Result<T>> kept;
  auto outcome = run_task_to_end(loop, keep_result<T>(std::move(task), kept));
  if (!outcome) return fail(std::move(outcome).error());
  return std::move(*kept);
}

// Fails with Unavailable when the task's group was stopped meanwhile.
Task<> sleep_until(Deadline deadline);
Task<> sleep_for(std::chrono::nanoseconds duration);

}  // namespace coffer::platform
