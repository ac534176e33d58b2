// Randomness and what is made of it: identifiers and tokens.
#pragma once

#include <cstdint>
#include <mutex>
#include <span>
#include <string>

#include "base/id.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::platform {

class Random {
 public:
  explicit Random(const Clock& clock) : clock_(clock) {}
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;

  // UUID version 7; those of one process sort in the order in which they were made.
  [[nodiscard]] Uuid uuid();
  template <class IdType>
  [[nodiscard]] IdType id() {
    return IdType{uuid()};
  }
  // base64url without padding.
  [[nodiscard]] std::string token(std::size_t bytes = 32);

 private:
  const Clock& clock_;
  std::mutex mutex_;
  std::uint64_t last_ticks_ = 0;
};

// libsodium's generator.
class SystemRandom final : public Random {
 public:
  using Random::Random;
  void fill(std::span<std::uint8_t> bytes) override;
};

// The same bytes for the same seed, for tests and demonstration data.
class SeededRandom final : public Random {
 public:
  SeededRandom(const Clock& clock, std::uint64_t seed) : Random(clock), state_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex state_mutex_;
  std::uint64_t state_;
};

}  // namespace coffer::platform
