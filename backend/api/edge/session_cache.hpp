// Remembers for a quarter of a second who is behind a token, so that a page that sends ten requests costs one
// look-up. The time is the bound within which a removed right is gone; a write of the session itself
// forgets it at once, so that people see what they have just changed.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/edge/session_resolver.hpp"

namespace coffer::api::edge {

class SessionCache {
 public:
  SessionCache(SessionResolver& resolver, std::int64_t ttl_micros) : resolver_(resolver), ttl_micros_(ttl_micros) {}
  // Before a token of Authorization; without it, the token is a cookie's.
  static constexpr std::string_view bearer = "Bearer ";
  [[nodiscard]] platform::Task<std::shared_ptr<const Caller>> resolve(std::string token);
  // After a write by the session of this token, which is the person's.
  void forget(std::string_view token, UserId user);
  void forget_person(UserId user);
  void forget_all();

 private:
  struct Entry {
    std::shared_ptr<const Caller> caller;
    std::int64_t until_micros = 0;
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, Entry> entries;
    // Counts what was forgotten: a look-up that was on its way meanwhile may be older than that.
    std::uint64_t generation = 0;
  };
  static constexpr std::size_t most_entries = 4'096;
  template <class Predicate>
  void forget_where(const Predicate& predicate);
  [[nodiscard]] Shard& shard_of(std::string_view token);

  SessionResolver& resolver_;
  std::int64_t ttl_micros_;
  std::array<Shard, 16> shards_;
};

}  // namespace coffer::api::edge
