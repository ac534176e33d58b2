#include "platform/clock/random.hpp"

#include <sodium.h>
#include <algorithm>
#include <array>
#include <vector>

#include "platform/crypto/digest.hpp"

namespace coffer::platform {

// RFC 9562, method 3: 48 bits of milliseconds, then 12 bits of the fraction of a millisecond, so
// that identifiers sort by time; within one tick, and when the clock steps back, the tick counts on.
Uuid Random::uuid() {
  constexpr std::uint64_t ticks_per_milli = 4096;
  const auto micros = static_cast<std::uint64_t>(std::max<std::int64_t>(clock_.now().micros, 0));
  std::uint64_t ticks = micros / 1000 * ticks_per_milli + micros % 1000 * ticks_per_milli / 1000;
  Uuid uuid;
  fill(uuid.bytes);
  {
    const std::lock_guard lock(mutex_);
    ticks = std::max(ticks, last_ticks_ + 1);
    last_ticks_ = ticks;
  }
  const std::uint64_t millis = ticks / ticks_per_milli;
  const std::uint64_t fraction = ticks % ticks_per_milli;
  for (std::size_t i = 0; i < 6; ++i) uuid.bytes[i] = static_cast<std::uint8_t>(millis >> (40U - 8U * i));
  uuid.bytes[6] = static_cast<std::uint8_t>(0x70U | (fraction >> 8U));
  uuid.bytes[7] = static_cast<std::uint8_t>(fraction);
  uuid.bytes[8] = static_cast<std::uint8_t>((uuid.bytes[8] & 0x3FU) | 0x80U);
  return uuid;
}

std::string Random::token(std::size_t bytes) {
  std::vector<std::uint8_t> raw(bytes);
  fill(raw);
  auto text = to_base64url(raw);
  wipe(raw);
  return text;
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  [[maybe_unused]] static const int ready = sodium_init();
  randombytes_buf(bytes.data(), bytes.size());
}

// SplitMix64.
void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  const std::lock_guard lock(state_mutex_);
  std::size_t left = 0;
  std::uint64_t word = 0;
  for (auto& byte : bytes) {
    if (left == 0) {
      state_ += 0x9E3779B97F4A7C15ULL;
      word = state_;
      word = (word ^ (word >> 30U)) * 0xBF58476D1CE4E5B9ULL;
      word = (word ^ (word >> 27U)) * 0x94D049BB133111EBULL;
      word ^= word >> 31U;
      left = 8;
    }
    byte = static_cast<std::uint8_t>(word);
    word >>= 8U;
    --left;
  }
}

}  // namespace coffer::platform
