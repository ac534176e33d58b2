// Reads what an export holds from PostgreSQL.
#pragma once

#include <optional>
#include <vector>

#include "finance/market/market_store.hpp"
#include "finance/transactions/transaction_store.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

struct ExportFilter {
  std::optional<AccountId> account;      // transactions that touch it
  std::optional<PortfolioId> portfolio;  // transactions that touch an account of it
  DateRange range;
};

class ExportStore {
 public:
  explicit ExportStore(platform::Database& database) : database_(database), transactions_(database) {}

  // Those that hold, oldest first.
  platform::Task<std::vector<Transaction>> list_transactions(const Caller& caller, ExportFilter filter);
  // Whether the household has what the filter names.
  platform::Task<bool> knows(const Caller& caller, ExportFilter filter);

 private:
  platform::Database& database_;
  TransactionStore transactions_;
};

}  // namespace coffer::finance
