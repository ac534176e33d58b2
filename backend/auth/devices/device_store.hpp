// Devices in PostgreSQL.
#pragma once

#include <string>

#include "base/id.hpp"
#include "platform/async/task.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

struct NotedDevice {
  Uuid id;
  bool seen_before = false;
};

class DeviceStore {
 public:
  explicit DeviceStore(platform::Database& database) : database_(database) {}

  platform::Task<NotedDevice> note(platform::UnitOfWork& unit, Uuid id, platform::Digest token_hash,
                                   std::string user_agent);
  platform::Task<bool> is_known(std::string email, platform::Digest token_hash);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
