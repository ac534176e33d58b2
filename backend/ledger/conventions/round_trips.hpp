// Round trips: a position opened and closed again, one for every closing booking, and what is open.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/policy.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/conventions/traced_ratio.hpp"

namespace coffer::ledger {

enum class TradeSide : std::uint8_t { Long, Short };

// Report currency. Entry and exit are settled amounts, of a SHORT the entry is what was received;
// rounded to cents only here.
struct RoundTrip {
  TradeSide side = TradeSide::Long;
  Traced quantity;
  Date start;               // of the earliest part
  std::optional<Date> end;  // none while open
  Traced holding_days;      // to `end`, of an open one to the day of evaluation
  Traced entry_value;
  Traced exit_value;  // of an open one what it is worth
  Traced profit;
  Traced profit_gross;                 // fees and taxes left out
  std::optional<Traced> return_ratio;  // profit / entry; a fraction
  // Only of a closed one of a day or longer. The proceeds of a SHORT count as paid in at the start and
  // returned with the profit.
  std::optional<TracedRatio> irr;

  [[nodiscard]] bool is_closed() const { return end.has_value(); }
};

// Oldest parts first within a portfolio. LotOrder::Average: the entry of a LONG is its share of one
// pool over all portfolios; start and IRR remain those of the oldest parts.
[[nodiscard]] std::vector<RoundTrip> list_round_trips(const Market& market, InstrumentIndex instrument, Date as_of,
                                                      const Conventions& conventions);

}  // namespace coffer::ledger
