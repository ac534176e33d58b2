#include "platform/async/deadline.hpp"

#include <algorithm>

#include "platform/clock/clock.hpp"

namespace coffer::platform {

using std::chrono::steady_clock;

Deadline Deadline::in(std::chrono::nanoseconds duration) {
  const auto now = steady_clock::now();
  if (duration >= SteadyPoint::max() - now) return {};
  return at(now + duration);
}

Deadline Deadline::at(Timestamp instant) {
  if (instant.micros == INT64_MAX) return {};
  const auto now = SystemClock().now().micros;
  // More than a century ahead is never; it would overflow as nanoseconds.
  constexpr std::int64_t century = 100LL * 366 * 86'400 * 1'000'000;
  if (instant.micros > 0 && instant.micros - now > century) return {};
  const auto ahead = std::max<std::int64_t>(instant.micros - now, -1);
  return in(std::chrono::microseconds(ahead));
}

bool Deadline::has_passed() const { return !is_never() && steady_clock::now() >= point_; }

std::chrono::milliseconds Deadline::remaining(std::chrono::milliseconds most) const {
  if (is_never()) return most;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(point_ - steady_clock::now());
  return std::clamp(left, std::chrono::milliseconds{0}, most);
}

}  // namespace coffer::platform
