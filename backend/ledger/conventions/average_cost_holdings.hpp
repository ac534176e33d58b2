// Holdings at a running average cost per instrument, over all accounts.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/policy.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/index.hpp"

namespace coffer::ledger {

// In the instrument's currency.
struct AverageCostHolding {
  InstrumentIndex instrument;
  Traced quantity;       // short: negative, and so its cost
  Traced cost_basis;     // units at their prices, without costs
  Traced average_price;  // zero when closed
  Traced market_value;   // zero without a quote
};

// In the report currency, rounded to 18 digits only.
struct AverageCostHoldings {
  std::vector<AverageCostHolding> items;  // every instrument ever traded, by index
  Traced cost_basis;                      // at the rates of `as_of`, as the value
  Traced market_value;
  Traced dividends;  // as they settled, at the rates of their days
};

// Within a day splits come first, so that trades of that day are in new units.
[[nodiscard]] Result<AverageCostHoldings> compute_average_cost_holdings(const BookingInput& input,
                                                                        const Conventions& conventions, Date as_of);

}  // namespace coffer::ledger
