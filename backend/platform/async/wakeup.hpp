// A bell: wake() from any thread ends one wait, the present or the next one.
#pragma once

#include <mutex>
#include <optional>

#include "platform/async/completion.hpp"

namespace coffer::platform {

class Wakeup {
 public:
  void wake();
  // Returns when woken or at the deadline; fails when the group is stopped. One waits at a time.
  Task<> wait(Deadline deadline);

 private:
  std::mutex mutex_;
  bool rung_ = false;
  std::optional<Completion<>> waiting_;
};

}  // namespace coffer::platform
