// Loads what posting needs to know of the accounts and instruments that transactions name.
#pragma once

#include <vector>

#include "finance/instruments/instrument_store.hpp"
#include "finance/transactions/booking.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

class PostingContextStore {
 public:
  PostingContextStore(platform::Database& database, platform::Random& random) : instruments_(database, random) {}

  // Those that exist, the accounts in which they settle too; what is missing is missing in the index.
  platform::Task<BookIndex> load(platform::UnitOfWork& unit, std::vector<AccountId> accounts,
                                 std::vector<InstrumentId> instruments);

 private:
  InstrumentStore instruments_;
};

}  // namespace coffer::finance
