// Records the sample household, in a household that has nothing yet.
#pragma once

#include <cstdint>

#include "finance/accounts/account_service.hpp"
#include "finance/demo/sample_household.hpp"
#include "finance/instruments/instrument_store.hpp"
#include "finance/market/market_store.hpp"
#include "finance/portfolios/portfolio_service.hpp"
#include "finance/transactions/posting_context_store.hpp"
#include "finance/transactions/transaction_store.hpp"

namespace coffer::finance {

struct RecordedSample {
  std::int64_t transactions = 0;
  std::int64_t prices = 0;
  std::int64_t rates = 0;
};

class DemoService {
 public:
  DemoService(platform::Database& database, platform::Random& random)
      : accounts_(database, random),
        portfolios_(database, random),
        instruments_(database, random),
        market_(database),
        transactions_(database),
        contexts_(database, random),
        random_(random) {}

  // All of it or, when the unit ends in an error, nothing. A second sample is a Conflict of account names.
  platform::Task<RecordedSample> record_sample(const Caller& caller, platform::UnitOfWork& unit,
                                               SampleHousehold sample);

 private:
  // These put the recorded identifiers in the place of the sample's own.
  platform::Task<> open_accounts(const Caller& caller, platform::UnitOfWork& unit, SampleHousehold& sample);
  platform::Task<> list_instruments(platform::UnitOfWork& unit, SampleHousehold& sample);
  platform::Task<RecordedSample> record_market(platform::UnitOfWork& unit, const SampleHousehold& sample);
  platform::Task<> record_transactions(platform::UnitOfWork& unit, const SampleHousehold& sample);

  AccountService accounts_;
  PortfolioService portfolios_;
  InstrumentStore instruments_;
  MarketStore market_;
  TransactionStore transactions_;
  PostingContextStore contexts_;
  platform::Random& random_;
};

}  // namespace coffer::finance
