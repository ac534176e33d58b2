// Everything that a household has recorded as files that an import reads back to equal figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "auth/grants/grant_service.hpp"
#include "finance/accounts/account_store.hpp"
#include "finance/exports/export_store.hpp"
#include "finance/instruments/instrument_store.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::finance {

struct TransactionExport {
  Timestamp exported_at;
  std::vector<Account> accounts;
  std::vector<Instrument> instruments;
  std::vector<CorporateAction> corporate_actions;  // splits of those instruments
  std::vector<Transaction> transactions;           // oldest first
};

// Whether the split of its instrument says all that the transaction does.
[[nodiscard]] bool is_told_by_fact(const TransactionFields& fields);

class ExportService {
 public:
  ExportService(platform::Database& database, platform::ComputePool& pool, platform::Random& random,
                const platform::Clock& clock)
      : store_(database),
        accounts_(database, random),
        instruments_(database, random),
        grants_(database, random),
        pool_(pool),
        clock_(clock) {}

  // NotFound when the filter names an account or a portfolio that is not there. Forbidden when it takes in what the
  // caller sees without amounts.
  platform::Task<TransactionExport> export_transactions(const Caller& caller, ExportFilter filter);
  // The same in Coffer's own CSV; splits stand among the transactions.
  platform::Task<std::string> export_transactions_csv(const Caller& caller, ExportFilter filter);

 private:
  ExportStore store_;
  AccountStore accounts_;
  InstrumentStore instruments_;
  auth::GrantService grants_;
  platform::ComputePool& pool_;
  const platform::Clock& clock_;
};

}  // namespace coffer::finance
