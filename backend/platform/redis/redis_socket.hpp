// The blocking part of a connection to Redis: finding the address and connecting, on a thread for such work.
#pragma once

#include <utility>

#include "platform/redis/redis_options.hpp"

namespace coffer::platform {

// Closes its descriptor.
class RedisSocket {
 public:
  explicit RedisSocket(int fd = -1) : fd_(fd) {}
  RedisSocket(RedisSocket&& other) noexcept : fd_(other.release()) {}
  RedisSocket& operator=(RedisSocket&& other) noexcept;
  ~RedisSocket();
  [[nodiscard]] int fd() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

// Connected and non-blocking; Unavailable after connect_timeout.
[[nodiscard]] Result<RedisSocket> connect_redis(const RedisOptions& options);

}  // namespace coffer::platform
