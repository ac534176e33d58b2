// Redis as a place for what may be lost: one pipelined connection per loop, made when first used and
// made anew in the background. No command waits for a connection: where there is none it is refused at
// once with Unavailable, and the caller goes on without.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "platform/async/loop.hpp"
#include "platform/async/task.hpp"
#include "platform/async/task_group.hpp"
#include "platform/redis/redis_options.hpp"

namespace coffer::platform {

// One answer of the protocol's second version. Arrays are not asked for.
struct RedisReply {
  enum class Kind : std::uint8_t { Nil, Text, Integer, Error };
  Kind kind = Kind::Nil;
  std::string text;
  std::int64_t integer = 0;
};

class Redis {
 public:
  // Loops outlive it; close() has ended before it is destroyed.
  Redis(RedisOptions options, std::vector<Loop*> loops);
  ~Redis();
  Redis(const Redis&) = delete;
  Redis& operator=(const Redis&) = delete;

  // Nothing when there is no such key.
  Task<std::optional<std::string>> get(std::string key);
  // Gone at `until` by Redis's own clock, even if the command arrives late. `until` lies in the future.
  Task<> set_until(std::string key, std::string value, Timestamp until);

  // Whether the present loop has a connection now.
  Task<bool> is_connected();
  Task<> close();

 private:
  class Connection;
  Task<RedisReply> run(std::vector<std::string> command);
  [[nodiscard]] std::shared_ptr<Connection> connection_of(Loop& loop) const;

  RedisOptions options_;
  TaskGroup connecting_;
  std::vector<std::pair<Loop*, std::shared_ptr<Connection>>> connections_;
};

namespace problems {
inline constexpr std::string_view redis_unavailable = "platform/redis-unavailable";  // Unavailable
}  // namespace problems

}  // namespace coffer::platform
