// Housekeeping: challenges, sign-ins that waited for a second factor, and secrets that were never confirmed.
#pragma once

#include <cstdint>

#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

// Those that have expired, at most `most` of each kind; how many went. Work of the system.
[[nodiscard]] platform::Task<std::int64_t> forget_expired_proofs(platform::Database& database,
                                                                 platform::UnitOfWork& unit, std::int64_t most);

}  // namespace coffer::auth
