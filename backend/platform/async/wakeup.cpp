#include "platform/async/wakeup.hpp"

#include <utility>

namespace coffer::platform {

void Wakeup::wake() {
  std::optional<Completion<>> waiting;
  {
    const std::lock_guard lock(mutex_);
    waiting.swap(waiting_);
    rung_ = true;
  }
  if (waiting) waiting->complete(Result<>{});
}

Task<> Wakeup::wait(Deadline deadline) {
  const Completion<> woken;
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(rung_, false)) co_return Result<>{};
    waiting_ = woken;
  }
  auto outcome = co_await woken.wait(deadline);
  {
    const std::lock_guard lock(mutex_);
    waiting_.reset();
    rung_ = false;
  }
  if (!outcome && is_stopped(outcome.error())) co_return std::move(outcome);
  co_return Result<>{};
}

}  // namespace coffer::platform
