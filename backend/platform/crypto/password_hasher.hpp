// Argon2id in a pool of its own: a hash takes 60 ms and 19 MiB, so neither an I/O thread nor the
// pool for valuations may carry it, and a flood of sign-ins must meet a bounded queue.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/async/loop.hpp"
#include "platform/async/task.hpp"
#include "platform/metrics/metrics.hpp"

namespace coffer::platform {

struct PasswordSettings {
  std::uint64_t memory_kib = 19 * 1024;  // OWASP's minimum with two passes
  std::uint64_t passes = 2;
  std::size_t threads = 2;
  std::size_t queue = 32;
  // Mixed into each password by HMAC before hashing; empty for none. Losing it loses all passwords. A hash
  // names its pepper (by a digest), so that another one can take over: the former ones verify what they hashed.
  std::string pepper;
  // Newest first. The last also verifies hashes that name no pepper; empty there: hashed without one.
  std::vector<std::string> former_peppers;
};

struct PasswordMatch {
  bool matches = false;
  bool needs_rehash = false;  // it matches, but was hashed with other settings or another pepper than today's
};

class PasswordHasher {
 public:
  explicit PasswordHasher(PasswordSettings settings);
  ~PasswordHasher();
  PasswordHasher(const PasswordHasher&) = delete;
  PasswordHasher& operator=(const PasswordHasher&) = delete;

  // A PHC string, "$argon2id$v=19$m=19456,t=2,p=1$...", with a pepper "pepper=NAME$argon2id$...". Unavailable
  // when the queue is full.
  [[nodiscard]] Task<std::string> hash(std::string password);
  // An empty `stored` costs the same time and matches nothing, so that an unknown e-mail address
  // cannot be told from a wrong password.
  [[nodiscard]] Task<PasswordMatch> verify(std::string password, std::string stored);

 private:
  struct Pool;
  std::unique_ptr<Pool> pool_;
};

namespace problems {
inline constexpr std::string_view password_queue_full = "server/busy";
}  // namespace problems

}  // namespace coffer::platform
