// Until when to wait. A Caller's deadline is an instant of the wall clock; waiting goes by the
// steady clock, so that a clock set back makes nobody wait longer.
#pragma once

#include <chrono>

#include "base/caller.hpp"
#include "base/date.hpp"

namespace coffer::platform {

class Deadline {
 public:
  using SteadyPoint = std::chrono::steady_clock::time_point;

  // Never.
  constexpr Deadline() = default;
  [[nodiscard]] static Deadline in(std::chrono::nanoseconds duration);
  [[nodiscard]] static Deadline at(Timestamp instant);
  [[nodiscard]] static Deadline of(const Caller& caller) { return at(caller.deadline); }
  [[nodiscard]] static constexpr Deadline at(SteadyPoint point) {
    Deadline deadline;
    deadline.point_ = point;
    return deadline;
  }

  [[nodiscard]] bool is_never() const { return point_ == SteadyPoint::max(); }
  [[nodiscard]] bool has_passed() const;
  // Zero when it has passed, at most `most`.
  [[nodiscard]] std::chrono::milliseconds remaining(std::chrono::milliseconds most) const;
  [[nodiscard]] SteadyPoint point() const { return point_; }
  [[nodiscard]] Deadline earlier_of(Deadline other) const { return other.point_ < point_ ? other : *this; }

 private:
  SteadyPoint point_ = SteadyPoint::max();
};

}  // namespace coffer::platform
