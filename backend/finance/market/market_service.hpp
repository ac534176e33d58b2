// What people do with prices and exchange rates.
#pragma once

#include <vector>

#include "finance/instruments/instrument_store.hpp"
#include "finance/market/market_store.hpp"
#include "finance/market/prices.hpp"
#include "platform/clock/clock.hpp"

namespace coffer::finance {

// A close as given: its currency is the instrument's.
struct GivenPrice {
  Date date;
  Decimal close;
};

struct InstrumentPrices {
  InstrumentReference instrument;
  Page<Price> prices;
};

class MarketService {
 public:
  MarketService(platform::Database& database, platform::Random& random, const platform::Clock& clock)
      : store_(database), instruments_(database, random), clock_(clock) {}

  platform::Task<InstrumentPrices> list_prices(const Caller& caller, InstrumentId instrument, DateRange range,
                                               PageRequest page);
  // `fetched` absent: today. Of several closes of one day the last counts.
  platform::Task<RecordedPrices> create_prices(const Caller& caller, platform::UnitOfWork& unit,
                                               InstrumentId instrument, std::vector<GivenPrice> prices,
                                               Adjustment adjustment, std::optional<Date> fetched);
  platform::Task<Page<RecordedRate>> list_fx_rates(const Caller& caller, Currency from, Currency to, DateRange range,
                                                   PageRequest page);
  platform::Task<RecordedCounts> create_fx_rates(const Caller& caller, platform::UnitOfWork& unit,
                                                 std::vector<FxRate> rates);

 private:
  MarketStore store_;
  InstrumentStore instruments_;
  const platform::Clock& clock_;
};

}  // namespace coffer::finance
