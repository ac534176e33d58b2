// Reads the audit log.
#pragma once

#include "auth/audit/audit_record.hpp"
#include "auth/paging/moment_cursor.hpp"
#include "base/caller.hpp"
#include "platform/async/task.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

class AuditStore {
 public:
  explicit AuditStore(platform::Database& database) : database_(database) {}

  // What the caller did, in any household and outside of them.
  platform::Task<std::vector<AuditRecord>> list_own(const Caller& caller, std::optional<AuditedId> object,
                                                    Moment before, std::int64_t limit);
  // What was done in the caller's household, by anybody.
  platform::Task<std::vector<AuditRecord>> list_of_household(const Caller& caller, std::optional<AuditedId> object,
                                                             Moment before, std::int64_t limit);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
