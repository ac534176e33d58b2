// People who leave, in PostgreSQL.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/caller.hpp"
#include "platform/async/task.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

using DeletionId = Id<struct DeletionTag>;

struct Deletion {
  DeletionId id;
  Timestamp requested_at;
  Timestamp due_at;
};

enum class DeletionOutcome : std::uint8_t { Done, Cancelled, LastOwner };

struct CarriedOut {
  DeletionOutcome outcome = DeletionOutcome::Cancelled;
  std::vector<ObjectId> objects;  // of households that are gone
};

class DeletionStore {
 public:
  explicit DeletionStore(platform::Database& database) : database_(database) {}

  platform::Task<std::optional<Deletion>> find(const Caller& caller);
  platform::Task<std::optional<Deletion>> find(platform::UnitOfWork& unit);
  // Conflict, auth/deletion-requested, when one is under way.
  platform::Task<> insert(platform::UnitOfWork& unit, DeletionId id, std::int64_t delay_seconds);
  // Whether there was one.
  platform::Task<bool> cancel(platform::UnitOfWork& unit);
  platform::Task<std::int64_t> count_orphaned_households(platform::UnitOfWork& unit);
  platform::Task<CarriedOut> carry_out(platform::UnitOfWork& unit, DeletionId id);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
