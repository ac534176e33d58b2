// Accounts in PostgreSQL. Everything is bounded to the household that is passed.
#pragma once

#include <optional>
#include <vector>

#include "finance/accounts/account.hpp"
#include "finance/paging/cursor.hpp"
#include "platform/clock/random.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

class AccountStore {
 public:
  AccountStore(platform::Database& database, platform::Random& random) : database_(database), random_(random) {}

  platform::Task<Page<Account>> list(const Caller& caller, PageRequest page);
  platform::Task<std::optional<Account>> find(const Caller& caller, AccountId id);
  platform::Task<std::optional<Account>> find(platform::UnitOfWork& unit, AccountId id);
  // Locks it until the unit ends; its version, or nothing when there is no such account.
  platform::Task<std::optional<std::int64_t>> lock(platform::UnitOfWork& unit, AccountId id);
  // Conflict finance/account-name-taken.
  platform::Task<> insert(platform::UnitOfWork& unit, AccountId id, NewAccount account);
  platform::Task<> update(platform::UnitOfWork& unit, Account account);
  platform::Task<> save_cash_keeping(platform::UnitOfWork& unit, AccountId id, CashKeeping cash, Date from);
  platform::Task<> save_cost_basis(platform::UnitOfWork& unit, AccountId id, CostBasis method, Date from);
  platform::Task<bool> is_used(platform::UnitOfWork& unit, AccountId id);
  platform::Task<> remove(platform::UnitOfWork& unit, AccountId id);

  platform::Task<std::vector<OwnershipEntry>> list_shares(const Caller& caller, AccountId id);
  // How many of the shares were stored: those of members of the household.
  platform::Task<std::int64_t> save_shares(platform::UnitOfWork& unit, AccountId id,
                                           std::vector<OwnershipEntry> shares);

 private:
  platform::Database& database_;
  platform::Random& random_;
};

}  // namespace coffer::finance
