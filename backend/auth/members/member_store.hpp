// Memberships in PostgreSQL.
#pragma once

#include <optional>
#include <vector>

#include "auth/members/member.hpp"
#include "auth/paging/moment_cursor.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

class MemberStore {
 public:
  explicit MemberStore(platform::Database& database) : database_(database) {}

  platform::Task<std::vector<Member>> list(const Caller& caller, HouseholdId household, Moment after,
                                           std::int64_t limit);
  platform::Task<std::optional<Member>> find(platform::UnitOfWork& unit, HouseholdId household, MembershipId id);
  // Both are Conflict (problems::owner_needed) where the household would be left without an owner.
  platform::Task<> update(platform::UnitOfWork& unit, HouseholdId household, const Member& member);
  platform::Task<> remove(platform::UnitOfWork& unit, HouseholdId household, MembershipId id);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
