#include "api/edge/rate_limiter.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace coffer::api::edge {

void RateLimiter::refill(Bucket& bucket, std::int64_t now_micros) const {
  const auto elapsed = static_cast<double>(std::max<std::int64_t>(now_micros - bucket.at_micros, 0));
  bucket.tokens = std::min<double>(per_minute_, bucket.tokens + elapsed * per_minute_ / 60e6);
  bucket.at_micros = now_micros;
}

RateVerdict RateLimiter::take(std::string_view key, std::int64_t now_micros) {
  const auto hash = static_cast<std::uint64_t>(std::hash<std::string_view>{}(key));
  auto& shard = shards_[(hash >> 40U) % shards_.size()];
  RateVerdict verdict;
  const std::lock_guard lock(shard.mutex);
  if (shard.buckets.size() >= most_buckets) shard.buckets.clear();
  const auto [entry, fresh] = shard.buckets.try_emplace(hash, Bucket{static_cast<double>(per_minute_), now_micros});
  auto& bucket = entry->second;
  refill(bucket, now_micros);
  const double per_second = per_minute_ / 60.0;
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
  } else {
    verdict.allowed = false;
    verdict.wait_seconds =
        std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / per_second)));
  }
  verdict.remaining = static_cast<std::int64_t>(bucket.tokens);
  verdict.reset_seconds = static_cast<std::int64_t>(std::ceil((per_minute_ - bucket.tokens) / per_second));
  return verdict;
}

void RateLimiter::sweep(std::int64_t now_micros) {
  for (auto& shard : shards_) {
    const std::lock_guard lock(shard.mutex);
    std::erase_if(shard.buckets, [&](const auto& entry) {
      auto bucket = entry.second;
      refill(bucket, now_micros);
      return bucket.tokens >= per_minute_;
    });
  }
}

std::string_view rate_key(std::string_view network_address) {
  if (network_address.find(':') == std::string_view::npos) return network_address;
  std::size_t end = 0;
  for (int group = 0; group < 4; ++group) {
    const auto colon = network_address.find(':', end);
    // "::" within the first half: what follows is the host's part or zeros.
    if (colon == std::string_view::npos || colon + 1 >= network_address.size() || network_address[colon + 1] == ':') {
      return network_address;
    }
    end = colon + 1;
  }
  return network_address.substr(0, end);
}

}  // namespace coffer::api::edge
