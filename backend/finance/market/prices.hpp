// Closing prices and exchange rates as recorded, and as series to compute from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "ledger/series.hpp"

namespace coffer::finance {

struct Price {
  Date date;
  Decimal close;  // as quoted, unadjusted
  Currency currency;
  std::string source;
  Timestamp recorded_at;
};

struct NewPrice {
  InstrumentId instrument;
  Date date;
  Decimal close;
  Currency currency;
};

enum class Adjustment { None, Split };

// How a source delivers its prices. Split-adjusted ones are un-adjusted by the splits known until `fetched`.
struct PriceDelivery {
  Adjustment adjustment = Adjustment::None;
  Date fetched;
  std::string source = "manual";
  std::optional<ImportId> import;
};

enum class PriceFaultKind { Scale, NotPositive };

struct PriceFault {
  std::size_t place = 0;  // in the list given
  Date date;
  Decimal close;
  PriceFaultKind kind = PriceFaultKind::Scale;
};

struct RecordedCounts {
  std::int64_t recorded = 0;
  std::int64_t revised = 0;
  std::int64_t unchanged = 0;
};

struct RecordedPrices {
  RecordedCounts counts;
  std::vector<PriceFault> faults;  // not taken
};

struct RecordedRate {
  FxRate rate;
  std::string source;
  Timestamp recorded_at;
};

// The closes of one instrument, in the currency in which they were quoted.
struct PriceSeries {
  InstrumentId instrument;
  Currency currency;
  std::shared_ptr<const ledger::DecimalSeries> closes;
};

struct RateSeries {
  Currency from;
  Currency to;
  std::shared_ptr<const ledger::DecimalSeries> rates;
};

}  // namespace coffer::finance
