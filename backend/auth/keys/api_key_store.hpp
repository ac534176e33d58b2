// API keys in PostgreSQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/keys/api_key.hpp"
#include "auth/paging/moment_cursor.hpp"
#include "base/caller.hpp"
#include "platform/async/task.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct FoundApiKey {
  ApiKeyId id;
  Caller caller;  // its scope is not set yet
  std::vector<std::string> scopes;
  std::optional<Timestamp> last_used_at;
};

class ApiKeyStore {
 public:
  explicit ApiKeyStore(platform::Database& database) : database_(database) {}

  // The moment of its making; absent when the person has `most` keys that live at `now`.
  platform::Task<std::optional<Timestamp>> insert(platform::UnitOfWork& unit, ApiKey key, platform::Digest token_hash,
                                                  Timestamp now, std::int64_t most);
  platform::Task<std::vector<ApiKey>> list(const Caller& caller, Moment after, std::int64_t limit);
  // How many it ended: one or none.
  platform::Task<std::int64_t> revoke(platform::UnitOfWork& unit, ApiKeyId key);
  // Those that were alive.
  platform::Task<std::vector<ApiKeyId>> revoke_all(platform::UnitOfWork& unit);
  platform::Task<std::optional<FoundApiKey>> find(platform::Digest token_hash);
  platform::Task<> touch(platform::UnitOfWork& unit, ApiKeyId key, Timestamp now);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
