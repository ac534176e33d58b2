// Threads for what would hold up a loop: Argon2id, valuations of large books, compression.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

#include "platform/async/completion.hpp"

namespace coffer::platform {

struct ComputePoolLimits {
  std::size_t threads = 1;
  // Work waiting beyond this is refused with Unavailable.
  std::size_t queue = 256;
};

class ComputePool {
 public:
  explicit ComputePool(ComputePoolLimits limits);
  // Finishes what runs, drops what waits (its tasks get Unavailable).
  ~ComputePool();
  ComputePool(const ComputePool&) = delete;
  ComputePool& operator=(const ComputePool&) = delete;

  // Runs `function` (returning T, Result<T> or nothing) on a thread of the pool; the task comes back on
  // the loop it left. Work whose deadline passed while it waited is not begun. `function` owns what it
  // uses: it may run on after its task gave up.
  template <class Function>
  [[nodiscard]] auto run(Function function, Deadline deadline = {}) {
    using Plain = typename ResultValue<std::invoke_result_t<Function&>>::type;
    return run_typed<Plain, Function>(std::move(function), deadline);
  }

  [[nodiscard]] std::size_t waiting() const;

 private:
  template <class R>
  struct ResultValue {
    using type = R;
  };
  template <class T>
  struct ResultValue<Result<T>> {
    using type = T;
  };
  struct Work {
    std::function<void()> run;
    std::function<void(Error)> refuse;
    Deadline deadline;
  };

  template <class T, class Function>
  Task<T> run_typed(Function function, Deadline deadline) {
    const Completion<T> done;
    auto shared = std::make_shared<Function>(std::move(function));
    Work work;
    work.deadline = deadline;
    work.refuse = [done](Error error) { done.complete(fail(std::move(error))); };
    work.run = [done, shared] {
      if constexpr (std::is_void_v<std::invoke_result_t<Function&>>) {
        (*shared)();
        done.complete(Result<T>{});
      } else {
        done.complete((*shared)());
      }
    };
    shared.reset();
    COFFER_CO_CHECK(submit(std::move(work)));
    co_return co_await done.wait(deadline);
  }
  Result<> submit(Work work);
  void work_loop();

  const ComputePoolLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Work> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace coffer::platform
