// Counts of attempts to sign in, in PostgreSQL.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/caller.hpp"
#include "platform/async/task.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

// Side by side: one counter each.
struct Counters {
  std::vector<std::string> kinds;
  std::vector<std::string> keys;
  std::vector<std::int64_t> free;
  std::vector<std::int64_t> longest_seconds;
};

class GuessStore {
 public:
  explicit GuessStore(platform::Database& database) : database_(database) {}

  // Seconds to wait; zero: the attempt was counted.
  platform::Task<std::int64_t> begin(const Caller& anonymous, Counters counters, Timestamp now);
  platform::Task<> end(const Caller& anonymous, std::vector<std::string> kinds, std::vector<std::string> keys);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
