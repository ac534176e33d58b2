// Judges the rows of an import against what is recorded, and books those that are to be taken.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "finance/accounts/account_store.hpp"
#include "finance/imports/batch.hpp"
#include "finance/imports/known_store.hpp"
#include "finance/market/market_store.hpp"
#include "finance/transactions/imported_transaction_store.hpp"
#include "finance/transactions/posting_context_store.hpp"
#include "finance/transactions/transaction_store.hpp"
#include "platform/async/compute_pool.hpp"

namespace coffer::finance {

struct Booked {
  std::int64_t recorded = 0;
  std::int64_t revised = 0;
  std::optional<Date> earliest;
};

using BookedRows = std::function<void(std::int64_t)>;

class ImportBooking {
 public:
  ImportBooking(platform::Database& database, platform::ComputePool& pool, platform::Random& random)
      : accounts_(database, random),
        instruments_(database, random),
        contexts_(database, random),
        transactions_(database),
        market_(database),
        pool_(pool),
        random_(random) {}

  // `own` are the transactions that settled rows of the same import became: they are not matched again.
  platform::Task<std::shared_ptr<Batch>> judge(platform::UnitOfWork& unit, const Import& import,
                                               std::vector<BatchRow> rows, std::unordered_set<TransactionId> own);
  // Books the rows at these places, all of which have an entry, and marks them as committed. `report`
  // is told now and then how many are booked.
  platform::Task<Booked> book(platform::UnitOfWork& unit, const Import& import, Batch& batch,
                              std::vector<std::size_t> places, const BookedRows& report);

 private:
  platform::Task<> add_chosen(platform::UnitOfWork& unit, const std::vector<InstrumentChoice>& choices,
                              KnownParties& known);
  platform::Task<> load_known(platform::UnitOfWork& unit, Batch& batch, Scope scope);
  platform::Task<> make_missing(platform::UnitOfWork& unit, const Batch& batch, const std::vector<std::size_t>& places);
  platform::Task<> book_splits(platform::UnitOfWork& unit, const Import& import, Batch& batch,
                               const std::vector<std::size_t>& places);
  platform::Task<> book_transactions(platform::UnitOfWork& unit, const Import& import, Batch& batch,
                                     const std::vector<std::size_t>& places, Booked& booked, const BookedRows& report);
  platform::Task<> book_revisions(platform::UnitOfWork& unit, Batch& batch, const std::vector<std::size_t>& places);
  platform::Task<> book_series(platform::UnitOfWork& unit, const Import& import, Batch& batch,
                               const std::vector<std::size_t>& places, Booked& booked);

  AccountStore accounts_;
  InstrumentStore instruments_;
  PostingContextStore contexts_;
  TransactionStore transactions_;
  ImportedTransactionStore imported_;
  MarketStore market_;
  KnownStore known_;
  platform::ComputePool& pool_;
  platform::Random& random_;
};

}  // namespace coffer::finance
