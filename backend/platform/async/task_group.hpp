// A set of tasks that is stopped and joined as one. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/async/completion.hpp"
#include "platform/async/loop.hpp"
#include "platform/async/task.hpp"

namespace coffer::platform {

class TaskGroup {
 public:
  // Called on the failing task's loop for each task that ends in an error other than being stopped.
  using FailureHandler = std::function<void(const Error&)>;

  explicit TaskGroup(FailureHandler on_failure = {});
  // Every task has ended by then (asserted): join first.
  ~TaskGroup();
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  // Refuses with Unavailable once the group is stopped.
  Result<> spawn(Loop& loop, Task<> task);
  // Every wait of its tasks ends with Unavailable; running computations go on to their next wait.
  void request_stop();
  [[nodiscard]] std::stop_token stop_token() const;
  [[nodiscard]] std::size_t running() const;
  // Waits until every task has ended; at most one task joins. Timeout when the deadline comes first.
  Task<> join(Deadline deadline = {});
  // The same for a thread that is no loop's.
  void join_blocking();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

// Runs the tasks at the same time on the current loop and waits for all; the first error, in order.
Task<> when_all(std::vector<Task<>> tasks);

template <class T>
Task<std::vector<T>> when_all(std::vector<Task<T>> tasks) {
  std::vector<std::optional<Result<T>>> kept(tasks.size());
  std::vector<Task<>> wrapped;
  wrapped.reserve(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) wrapped.push_back(keep_result<T>(std::move(tasks[i]), kept[i]));
  COFFER_CO_CHECK(co_await when_all(std::move(wrapped)));
  std::vector<T> values;
  values.reserve(kept.size());
  for (auto& result : kept) {
    if (!*result) co_return fail(std::move(*result).error());
    values.push_back(std::move(**result));
  }
  co_return values;
}

}  // namespace coffer::platform
