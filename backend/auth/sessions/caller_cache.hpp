// Who is behind a credential, remembered in Redis for half a second, so that the API servers share one
// look-up. PostgreSQL is asked wherever Redis has no answer, or none that counts:
//  - an entry names its end and is authenticated: what is stale, forged or put under another key is ignored;
//  - after a notice that a person has changed, no entry about them counts until all older ones have ended.
// Without notices the end of an entry is what bounds how long a right that was taken away is still seen.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/caller.hpp"
#include "platform/async/task.hpp"
#include "platform/clock/clock.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::platform {
class Redis;
}

namespace coffer::auth {

class CallerCache {
 public:
  static constexpr std::chrono::milliseconds life{500};

  // `secret` is shared by all API servers. It and the clocks of the servers are what entries rest on:
  // clocks that differ lengthen their life by as much.
  CallerCache(platform::Redis& redis, const platform::Clock& clock, std::string_view secret);

  // `credential` is secret and names its kind ("session:..."); `look_up` asks PostgreSQL.
  platform::Task<Caller> resolve(std::string credential, std::function<platform::Task<Caller>()> look_up);
  void distrust(UserId user);
  void distrust_all();

 private:
  [[nodiscard]] bool is_trusted(UserId user);
  [[nodiscard]] std::string seal(const std::string& key, const Caller& caller, Timestamp until) const;
  [[nodiscard]] std::optional<Caller> open(const std::string& key, std::string_view entry) const;

  platform::Redis& redis_;
  const platform::Clock& clock_;
  platform::Digest mac_key_;
  std::mutex mutex_;
  std::unordered_map<UserId, std::int64_t> distrusted_until_micros_;
  std::int64_t all_distrusted_until_micros_ = 0;
};

}  // namespace coffer::auth
