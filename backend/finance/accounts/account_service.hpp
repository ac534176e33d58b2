// What people do with accounts.
#pragma once

#include <functional>
#include <vector>

#include "auth/grants/grant_service.hpp"
#include "finance/accounts/account.hpp"
#include "finance/accounts/account_store.hpp"
#include "finance/paging/cursor.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

// Decides, under the lock of the object, whether the version still is the one the caller saw.
using VersionCheck = std::function<Result<>(std::int64_t)>;

class AccountService {
 public:
  AccountService(platform::Database& database, platform::Random& random)
      : store_(database, random), grants_(database, random), random_(random) {}

  platform::Task<Page<Account>> list_accounts(const Caller& caller, PageRequest page);
  platform::Task<Account> get_account(const Caller& caller, AccountId id);
  platform::Task<Account> create_account(const Caller& caller, platform::UnitOfWork& unit, NewAccount account);
  platform::Task<Account> update_account(const Caller& caller, platform::UnitOfWork& unit, AccountId id,
                                         AccountChange change, VersionCheck check);
  // Conflict while a transaction or another account's settlement names it.
  platform::Task<> remove_account(const Caller& caller, platform::UnitOfWork& unit, AccountId id, VersionCheck check);

  platform::Task<Ownership> get_ownership(const Caller& caller, AccountId id);
  // On no day may the shares sum to more than 1.
  platform::Task<Ownership> update_ownership(const Caller& caller, platform::UnitOfWork& unit, AccountId id,
                                             std::vector<OwnershipEntry> shares, VersionCheck check);

 private:
  platform::Task<> check_settlement(platform::UnitOfWork& unit, CashKeeping cash, AccountId account);

  AccountStore store_;
  auth::GrantService grants_;
  platform::Random& random_;
};

}  // namespace coffer::finance
