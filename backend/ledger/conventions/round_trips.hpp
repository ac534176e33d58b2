// Round trips: a position opened and closed again, one for every closing booking, and what is open.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/policy.hpp"

namespace coffer::ledger {

enum class TradeSide : std::uint8_t { Long, Short };

// Report currency. Entry and exit are settled amounts, of a SHORT the entry is what was received;
// rounded to cents only here.
struct RoundTrip {
  TradeSide side = TradeSide::Long;
  Decimal quantity;
  Date start;                     // of the earliest part
  std::optional<Date> end;        // none while open
  std::int32_t holding_days = 0;  // to `end`, of an open one to the day of evaluation
  Decimal entry_value;
  Decimal exit_value;  // of an open one what it is worth
  Decimal profit;
  Decimal profit_gross;                 // fees and taxes left out
  std::optional<Decimal> return_ratio;  // profit / entry; a fraction
  // Only of a closed one of a day or longer. The proceeds of a SHORT count as paid in at the start and
  // returned with the profit.
  std::optional<Ratio> irr;

  [[nodiscard]] bool is_closed() const { return end.has_value(); }
};

// Oldest parts first within a portfolio. LotOrder::Average: the entry of a LONG is its share of one
// pool over all portfolios.
[[nodiscard]] std::vector<RoundTrip> list_round_trips(const Market& market, InstrumentIndex instrument, Date as_of,
                                                      const Conventions& conventions);

}  // namespace coffer::ledger
