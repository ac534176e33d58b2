// Grants: what a member whose sight is narrowed sees of a household, and may change there. A grant never gives more
// than the member's role. A portfolio's grant is one of each account in it; the default portfolio's is one of all.
// Grants of a member that sees the whole wait until the sight is narrowed.
#pragma once

#include "auth/grants/grant.hpp"
#include "auth/grants/grant_store.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

class GrantService {
 public:
  GrantService(platform::Database& database, platform::Random& random) : random_(random), store_(database) {}

  platform::Task<GrantList> list_grants(const Caller& caller, HouseholdId household, GrantPage page);
  platform::Task<Grant> get_grant(platform::UnitOfWork& unit, HouseholdId household, GrantId id);
  platform::Task<Grant> create_grant(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household,
                                     NewGrant grant);
  platform::Task<Grant> update_grant(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household,
                                     GrantId id, Access access);
  platform::Task<> remove_grant(const Caller& caller, platform::UnitOfWork& unit, HouseholdId household, GrantId id);

  // Those that grants show the caller without amounts. Costs nothing where nothing narrows the caller.
  platform::Task<std::vector<AccountId>> list_accounts_without_amounts(const Caller& caller);
  // The same, of these accounts alone: for a page, which touches few.
  platform::Task<std::vector<AccountId>> find_accounts_without_amounts(const Caller& caller,
                                                                       std::vector<AccountId> accounts);

  // Forbidden where grants let the unit's caller see one of these accounts without changing it. For services that
  // are about to change them; costs nothing where nothing narrows the caller. Accounts not seen are left to row-level
  // security, under which they do not exist.
  platform::Task<> require_editable(platform::UnitOfWork& unit, std::vector<AccountId> accounts);

 private:
  platform::Random& random_;
  GrantStore store_;
};

}  // namespace coffer::auth
