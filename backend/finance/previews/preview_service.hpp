// Says what a write would do to the books: the same checks and the same core as the write, and nothing stored.
#pragma once

#include <optional>

#include "auth/grants/grant_service.hpp"
#include "finance/previews/preview.hpp"
#include "finance/reports/book_loader.hpp"
#include "finance/transactions/transaction_service.hpp"
#include "platform/async/compute_pool.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::finance {

class PreviewService {
 public:
  // `books` is that of the reports: a preview reads what they keep.
  PreviewService(platform::Database& database, platform::Random& random, platform::ComputePool& pool,
                 const platform::Clock& clock, TransactionService& transactions, BookLoader& books)
      : database_(database),
        instruments_(database, random),
        grants_(database, random),
        transactions_(transactions),
        books_(books),
        pool_(pool),
        clock_(clock) {}

  // Refuses what create_transaction refuses, or an update of `instead_of` into these fields.
  platform::Task<TransactionPreview> preview_transaction(const Caller& caller, TransactionFields fields,
                                                         std::optional<TransactionId> instead_of);

 private:
  platform::Task<std::vector<Instrument>> load_missing(const Caller& caller, const HouseholdBook& book,
                                                       std::vector<InstrumentId> named);

  platform::Database& database_;
  InstrumentStore instruments_;
  auth::GrantService grants_;
  TransactionService& transactions_;
  BookLoader& books_;
  platform::ComputePool& pool_;
  const platform::Clock& clock_;
};

}  // namespace coffer::finance
