// The present. No other file of the server asks the system for it.
#pragma once

#include <atomic>
#include <cstdint>

#include "base/date.hpp"

namespace coffer::platform {

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override;
};

// Stands still until told otherwise.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Timestamp at) : micros_(at.micros) {}
  [[nodiscard]] Timestamp now() const override { return {micros_.load()}; }
  void set(Timestamp at) { micros_ = at.micros; }
  void advance_micros(std::int64_t micros) { micros_ += micros; }

 private:
  std::atomic<std::int64_t> micros_;
};

// Microseconds that never run backwards, for durations alone.
[[nodiscard]] std::int64_t monotonic_micros();

}  // namespace coffer::platform
