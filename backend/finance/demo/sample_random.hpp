// Whole numbers that look random and are the same for the same seed on every machine (SplitMix64).
#pragma once

#include <cstdint>

namespace coffer::finance {

class SampleRandom {
 public:
  explicit constexpr SampleRandom(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31U);
  }
  // Both ends included.
  constexpr std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  // Near to normal, around 0, with a standard deviation of 1000: the sum of twelve even draws.
  constexpr std::int64_t bell() {
    std::int64_t sum = -6000;
    for (int draw = 0; draw < 12; ++draw) sum += between(0, 1000);
    return sum;
  }

 private:
  std::uint64_t state_;
};

}  // namespace coffer::finance
