// Where Redis is: redis://[user:password@]host[:port][/database], or the path of a socket.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace coffer::platform {

struct RedisOptions {
  std::string socket;  // a path; empty: host and port
  std::string host;
  std::uint16_t port = 6379;
  std::string user;
  std::string password;
  std::int64_t database = 0;
  // A command that takes longer counts as lost, and its connection with it.
  std::chrono::milliseconds patience{100};
  std::chrono::milliseconds connect_timeout{1'000};
  // Between attempts to connect; meanwhile every command is refused at once.
  std::chrono::milliseconds retry_delay{500};
  std::size_t waiting_per_loop = 1024;
};

// Invalid for anything else, TLS ("rediss:") included.
[[nodiscard]] Result<RedisOptions> parse_redis_url(std::string_view url);

}  // namespace coffer::platform
