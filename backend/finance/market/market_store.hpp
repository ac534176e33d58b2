// Prices and rates in PostgreSQL: the household's own and the public part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "finance/market/prices.hpp"
#include "finance/paging/cursor.hpp"
#include "platform/pg/database.hpp"

namespace coffer::finance {

struct DateRange {
  std::optional<Date> from;
  std::optional<Date> to;
};

// What a packed series was built from: changes when any of its years does.
struct SeriesStamp {
  InstrumentId instrument;
  std::string stamp;
};

class MarketStore {
 public:
  explicit MarketStore(platform::Database& database) : database_(database) {}

  platform::Task<Page<Price>> list_prices(const Caller& caller, InstrumentId instrument, DateRange range,
                                          PageRequest page);
  platform::Task<Page<RecordedRate>> list_rates(const Caller& caller, Currency from, Currency to, DateRange range,
                                                PageRequest page);

  // The household's prices. One per instrument and day; a day that has another gets a new revision.
  platform::Task<RecordedCounts> record_prices(platform::UnitOfWork& unit, std::vector<NewPrice> prices,
                                               PriceDelivery delivery);
  platform::Task<RecordedCounts> record_rates(platform::UnitOfWork& unit, std::vector<FxRate> rates, std::string source,
                                              std::optional<ImportId> import);
  // The last close before each day, by place in the two lists.
  platform::Task<std::optional<Decimal>> find_close_before(platform::UnitOfWork& unit, InstrumentId instrument,
                                                           Date day);
  // Takes back what an import recorded; how many prices and rates.
  platform::Task<std::int64_t> withdraw_import(platform::UnitOfWork& unit, ImportId import);

  platform::Task<std::vector<SeriesStamp>> list_stamps(const Caller& caller, std::vector<InstrumentId> instruments);
  // A household's price beats a public one of the same day.
  platform::Task<std::vector<PriceSeries>> load_price_series(const Caller& caller,
                                                             std::vector<InstrumentId> instruments);
  platform::Task<std::string> rate_stamp(const Caller& caller);
  platform::Task<std::vector<RateSeries>> load_rate_series(const Caller& caller);
  // The same from the rows that counted at a moment: those recorded by then and not withdrawn by then.
  platform::Task<std::vector<PriceSeries>> load_known_prices(const Caller& caller,
                                                             std::vector<InstrumentId> instruments, Timestamp known_at);
  platform::Task<std::vector<RateSeries>> load_known_rates(const Caller& caller, Timestamp known_at);

 private:
  platform::Database& database_;
};

}  // namespace coffer::finance
