// One instrument over an interval by money lots: cost, gains in price and in currency, income and costs.
//
// Amounts are in report currency and exact: sums of amounts that were each rounded to cents.
#pragma once

#include <optional>
#include <vector>

#include "ledger/conventions/booking_order.hpp"
#include "ledger/conventions/dividend_measures.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/money_lots.hpp"
#include "ledger/conventions/policy.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

struct InstrumentStatement {
  Traced quantity;             // at the end; negative is short
  Traced market_value;         // at the end
  LotMoney held;               // of the lots open at the end
  Traced realized_gain_gross;  // proceeds - cost, fees and taxes left out of both
  Traced realized_forex_gain;
  Traced unrealized_gain;        // market value - cost with purchase costs
  Traced unrealized_gain_gross;  // market value - cost without them
  Traced unrealized_forex_gain;
  Traced fees;       // of trades, deliveries and dividends and booked apart, less what came back
  Traced taxes;      // likewise
  Traced dividends;  // gross
  std::vector<DividendPayment> payments;

  [[nodiscard]] std::optional<Traced> unrealized_gain_percent() const;  // on cost; a fraction
  [[nodiscard]] std::optional<Traced> cost_per_share_net() const;
};

// With `interval.from`, what is held at its end is revalued there: one lot a portfolio, its cost the
// value of that day. LotOrder::Average pools all portfolios, any other is oldest first in each.
[[nodiscard]] InstrumentStatement compute_instrument_statement(const Market& market, InstrumentIndex instrument,
                                                               const BookingInterval& interval,
                                                               const Conventions& conventions);

// What a booking paid in fees and taxes: its own and, of a FEE or TAX, its amount; negative for a refund.
struct BookedCosts {
  Traced fees;
  Traced taxes;
};
[[nodiscard]] BookedCosts booked_costs(const Booking& booking, const Market& market);

}  // namespace coffer::ledger
