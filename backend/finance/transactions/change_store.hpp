// The history of changes in PostgreSQL.
#pragma once

#include <optional>
#include <vector>

#include "finance/paging/cursor.hpp"
#include "finance/transactions/change.hpp"
#include "finance/transactions/transaction.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

// A revision that a change brought, and where its transaction stands now.
struct ChangedRevision {
  TransactionId transaction;
  std::int64_t revision = 1;
  std::int64_t current = 1;
};

class ChangeStore {
 public:
  explicit ChangeStore(platform::Database& database) : database_(database) {}

  platform::Task<Page<Change>> list(const Caller& caller, PageRequest page);
  platform::Task<std::optional<Change>> find(platform::UnitOfWork& unit, ChangeId id);
  platform::Task<> insert(platform::UnitOfWork& unit, ChangeId id, NewChange change);
  // The accounts that the rows of a change name.
  platform::Task<std::vector<AccountId>> list_accounts(platform::UnitOfWork& unit, ChangeId id);
  // Locks the transactions that the change touched; in their order.
  platform::Task<std::vector<ChangedRevision>> lock_revisions(platform::UnitOfWork& unit, ChangeId id);

 private:
  platform::Database& database_;
};

}  // namespace coffer::finance
