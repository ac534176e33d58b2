// Changes or removes many transactions as one change: all or nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/grants/grant_service.hpp"
#include "finance/transactions/change_store.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "finance/transactions/transaction_writer.hpp"

namespace coffer::finance {

inline constexpr std::int64_t most_bulk_rows = 1000;

// Either those named, or those that a filter finds, as many as the caller was shown.
struct BulkSelection {
  std::vector<TransactionId> transactions;
  std::optional<TransactionFilter> filter;
  std::int64_t count = 0;
};

class BulkEditService {
 public:
  BulkEditService(platform::Database& database, platform::Random& random)
      : store_(database), changes_(database), writer_(database, random), grants_(database, random) {}

  // Without an edit they are removed. Invalid with the faults of each row; Conflict where the filter finds another
  // number by now.
  platform::Task<Change> update_transactions(const Caller& caller, platform::UnitOfWork& unit, BulkSelection selection,
                                             std::optional<TransactionEdit> edit, std::optional<std::string> reason);

 private:
  platform::Task<std::vector<TransactionId>> resolve(platform::UnitOfWork& unit, BulkSelection selection);
  platform::Task<> require_changeable(platform::UnitOfWork& unit, std::vector<PlannedRevision> rows);

  TransactionStore store_;
  ChangeStore changes_;
  TransactionWriter writer_;
  auth::GrantService grants_;
};

}  // namespace coffer::finance
