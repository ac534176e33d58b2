// Grants in PostgreSQL.
#pragma once

#include <optional>
#include <vector>

#include "auth/grants/grant.hpp"
#include "auth/paging/moment_cursor.hpp"
#include "platform/unit_of_work.hpp"

namespace coffer::platform {
class Database;
}

namespace coffer::auth {

class GrantStore {
 public:
  explicit GrantStore(platform::Database& database) : database_(database) {}

  platform::Task<std::vector<Grant>> list(const Caller& caller, HouseholdId household,
                                          std::optional<MembershipId> member, Moment after, std::int64_t limit);
  platform::Task<std::optional<Grant>> find(platform::UnitOfWork& unit, HouseholdId household, GrantId id);
  // Conflict where the member has one of the object; Invalid where household, member or object do not go together.
  platform::Task<> insert(platform::UnitOfWork& unit, HouseholdId household, GrantId id, const NewGrant& grant);
  platform::Task<> update(platform::UnitOfWork& unit, HouseholdId household, GrantId id, Access access);
  platform::Task<> remove(platform::UnitOfWork& unit, HouseholdId household, GrantId id);
  // Those that grants show the caller without amounts.
  platform::Task<std::vector<AccountId>> list_without_amounts(const Caller& caller);
  // Those of these.
  platform::Task<std::vector<AccountId>> find_without_amounts(const Caller& caller,
                                                              const std::vector<AccountId>& accounts);
  // Those of the accounts that the unit's caller sees but may not change.
  platform::Task<std::vector<AccountId>> list_read_only(platform::UnitOfWork& unit,
                                                        const std::vector<AccountId>& accounts);

 private:
  platform::Database& database_;
};

}  // namespace coffer::auth
