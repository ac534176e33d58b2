// Token buckets in memory: a class of requests has a quota per minute for each key.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace coffer::api::edge {

struct RateVerdict {
  bool allowed = true;
  std::int64_t remaining = 0;
  std::int64_t wait_seconds = 0;   // until one request is possible again
  std::int64_t reset_seconds = 0;  // until the quota is full again
};

class RateLimiter {
 public:
  explicit RateLimiter(std::uint32_t per_minute) : per_minute_(per_minute) {}
  [[nodiscard]] RateVerdict take(std::string_view key, std::int64_t now_micros);
  [[nodiscard]] std::uint32_t per_minute() const { return per_minute_; }
  // Forgets buckets that are full again.
  void sweep(std::int64_t now_micros);

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t at_micros = 0;
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::uint64_t, Bucket> buckets;
  };
  // An attacker with many addresses must not fill the memory: beyond this a shard starts anew.
  static constexpr std::size_t most_buckets = 20'000;

  void refill(Bucket& bucket, std::int64_t now_micros) const;

  std::uint32_t per_minute_;
  std::array<Shard, 16> shards_;
};

// What counts as one address: IPv6 by its /64.
[[nodiscard]] std::string_view rate_key(std::string_view network_address);

}  // namespace coffer::api::edge
