// Return on average investment: the gain of one position over what was on average invested in it on the
// days on which it was held. Cost is a running average of unit prices; fees reduce the net performance
// and never enter the cost, dividends are outside.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/conventions/traced_ratio.hpp"
#include "ledger/index.hpp"

namespace coffer::ledger {

// A cash balance is units at 1: a deposit buys them, a withdrawal sells them.
enum class PositionNature : std::uint8_t { Units, CashBalance };

struct AverageInvestmentQuery {
  InstrumentIndex instrument;
  PositionNature nature = PositionNature::Units;
  Date as_of;
  std::vector<Date> range_starts;
  std::vector<Date> series_dates;
};

// In one currency, from the first booking to a day.
struct InvestmentPerformance {
  Traced investment;     // cost of what is held
  Traced realized_gain;  // before fees
  Traced fees;
  Traced gross_performance;  // value - investment + realized
  Traced net_performance;    // less fees
  // Mean of the investment at the start of the calendar days that began with a position; the investment
  // itself where there was no such day.
  Traced time_weighted_investment;
  [[nodiscard]] TracedRatio net_return() const;    // zero where nothing was invested
  [[nodiscard]] TracedRatio gross_return() const;  // likewise
};

// At the end of the day, in the instrument's currency; zeros before the first booking.
struct InvestmentPoint {
  Date date;
  Traced value;
  InvestmentPerformance performance;
};

// Rounded to 18 digits only. A day before the first quote takes the closing quote; without any quote the
// price of the latest trade counts.
struct AverageInvestment {
  bool has_bookings = false;
  Traced quantity;
  Traced average_price;                   // instrument currency
  Traced market_value;                    // report currency
  Traced dividends;                       // gross, instrument currency
  InvestmentPerformance local;            // instrument currency
  InvestmentPerformance at_closing_rate;  // `local` at the rate of `as_of`
  InvestmentPerformance at_booked_rates;  // each booking at the rate of its day, the value at that of `as_of`
  TracedRatio daily_average_return;       // net over the mean of positive investments at the ends of days
  std::vector<TracedAmount> investments;  // after each day with a trade, instrument currency
  // What each calendar year put in less the cost of what it sold, at booked rates; dated 1 January.
  std::vector<TracedAmount> yearly_flows;
  std::vector<TracedAmount> net_since;  // net performance since the end of each range start, at the closing rate
  std::vector<InvestmentPoint> series;  // days up to `as_of`
};

[[nodiscard]] Result<AverageInvestment> compute_average_investment(const BookingInput& input,
                                                                   const AverageInvestmentQuery& query);

}  // namespace coffer::ledger
