// The history of what people did to transactions, and how it is taken back: by one more
// revision of each row, never by forgetting one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/grants/grant_service.hpp"
#include "finance/actions/action_store.hpp"
#include "finance/transactions/change_store.hpp"
#include "finance/transactions/transaction_writer.hpp"

namespace coffer::finance {

class ChangeService {
 public:
  ChangeService(platform::Database& database, platform::Random& random)
      : changes_(database),
        store_(database),
        actions_(database, random),
        writer_(database, random),
        grants_(database, random),
        random_(random) {}

  platform::Task<Page<Change>> list_changes(const Caller& caller, PageRequest page);
  // All of it or nothing. Conflict where a row was changed since, or where lots chosen elsewhere stand on it.
  platform::Task<Change> undo_change(const Caller& caller, platform::UnitOfWork& unit, ChangeId id);

 private:
  platform::Task<std::vector<PlannedRevision>> plan_undo(platform::UnitOfWork& unit, Change change);
  platform::Task<> require_undoable(platform::UnitOfWork& unit, std::vector<PlannedRevision> rows);
  platform::Task<> take_back_actions(platform::UnitOfWork& unit, ChangeId change, ChangeId undoing,
                                     std::vector<TransactionId> booked);

  ChangeStore changes_;
  TransactionStore store_;
  ActionStore actions_;
  TransactionWriter writer_;
  auth::GrantService grants_;
  platform::Random& random_;
};

}  // namespace coffer::finance
