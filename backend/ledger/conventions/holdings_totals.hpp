// Sums over all bookings: what was bought, what it is worth, cash beside it. Cash is a statement of
// deposits; purchases do not draw on it, and it is no part of cost or performance.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/index.hpp"

namespace coffer::ledger {

// Value in the report currency.
struct HeldUnits {
  InstrumentIndex instrument;
  Traced quantity;
  Traced market_value;  // zero without a quote
};
struct HeldCash {
  Currency currency;
  Traced amount;
  Traced market_value;
};

// At the end of the day, from the bookings so far.
struct TotalsPoint {
  Date date;
  Traced value;      // without cash
  Traced net_worth;  // with it
  Traced investment;
};

// In the report currency, rounded to 18 digits only: values and cash at the rates of `as_of`, costs, fees
// and liabilities at the rates of their days.
struct HoldingsTotals {
  std::vector<HeldUnits> units;  // every instrument ever traded, by index
  std::vector<HeldCash> deposits;
  Traced market_value;  // units and cash
  Traced cash;
  Traced cost_basis;       // of all purchases, at their prices
  Traced net_performance;  // value of the units - cost
  Traced fees;             // fee bookings; costs of trades are not among them
  Traced liabilities;
  std::vector<TotalsPoint> series;
};

// Counts bookings after `as_of` too.
[[nodiscard]] Result<HoldingsTotals> compute_holdings_totals(const BookingInput& input, Date as_of,
                                                             std::vector<Date> series_dates);

}  // namespace coffer::ledger
