// One instrument over an interval by money lots: cost, gains in price and in currency, income and costs.
//
// Amounts are in report currency and exact: sums of amounts that were each rounded to cents.
#pragma once

#include <optional>
#include <vector>

#include "base/decimal.hpp"
#include "ledger/conventions/booking_order.hpp"
#include "ledger/conventions/dividend_measures.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/money_lots.hpp"
#include "ledger/conventions/policy.hpp"

namespace coffer::ledger {

struct InstrumentStatement {
  Decimal quantity;             // at the end; negative is short
  Decimal market_value;         // at the end
  LotMoney held;                // of the lots open at the end
  Decimal realized_gain_gross;  // proceeds - cost, fees and taxes left out of both
  Decimal realized_forex_gain;
  Decimal unrealized_gain;        // market value - cost with purchase costs
  Decimal unrealized_gain_gross;  // market value - cost without them
  Decimal unrealized_forex_gain;
  Decimal fees;       // of trades, deliveries and dividends and booked apart, less what came back
  Decimal taxes;      // likewise
  Decimal dividends;  // gross
  std::vector<DividendPayment> payments;

  [[nodiscard]] std::optional<Decimal> unrealized_gain_percent() const;  // on cost; a fraction
  [[nodiscard]] std::optional<Decimal> cost_per_share_net() const;
};

// With `interval.from`, what is held at its end is revalued there: one lot a portfolio, its cost the
// value of that day. LotOrder::Average pools all portfolios, any other is oldest first in each.
[[nodiscard]] InstrumentStatement compute_instrument_statement(const Market& market, InstrumentIndex instrument,
                                                               const BookingInterval& interval,
                                                               const Conventions& conventions);

// What a booking paid in fees and taxes: its own and, of a FEE or TAX, its amount; negative for a refund.
struct BookedCosts {
  Decimal fees;
  Decimal taxes;
};
[[nodiscard]] BookedCosts booked_costs(const Booking& booking, const Market& market);

}  // namespace coffer::ledger
