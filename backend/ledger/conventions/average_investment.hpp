// Return on average investment: the gain of one position over what was on average invested in it on the
// days on which it was held. Cost is a running average of unit prices; fees reduce the net performance
// and never enter the cost, dividends are outside.
#pragma once

#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/index.hpp"
#include "ledger/performance.hpp"

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
  Decimal investment;     // cost of what is held
  Decimal realized_gain;  // before fees
  Decimal fees;
  Decimal gross_performance;  // value - investment + realized
  Decimal net_performance;    // less fees
  // Mean of the investment at the start of the calendar days that began with a position; the investment
  // itself where there was no such day.
  Decimal time_weighted_investment;
  [[nodiscard]] Ratio net_return() const;    // zero where nothing was invested
  [[nodiscard]] Ratio gross_return() const;  // likewise
};

// At the end of the day, in the instrument's currency; zeros before the first booking.
struct InvestmentPoint {
  Date date;
  Decimal value;
  InvestmentPerformance performance;
};

// Rounded to 18 digits only. A day before the first quote takes the closing quote; without any quote the
// price of the latest trade counts.
struct AverageInvestment {
  bool has_bookings = false;
  Decimal quantity;
  Decimal average_price;                  // instrument currency
  Decimal market_value;                   // report currency
  Decimal dividends;                      // gross, instrument currency
  InvestmentPerformance local;            // instrument currency
  InvestmentPerformance at_closing_rate;  // `local` at the rate of `as_of`
  InvestmentPerformance at_booked_rates;  // each booking at the rate of its day, the value at that of `as_of`
  Ratio daily_average_return;             // net over the mean of positive investments at the ends of days
  std::vector<DatedAmount> investments;   // after each day with a trade, instrument currency
  // What each calendar year put in less the cost of what it sold, at booked rates; dated 1 January.
  std::vector<DatedAmount> yearly_flows;
  std::vector<DatedAmount> net_since;   // net performance since the end of each range start, at the closing rate
  std::vector<InvestmentPoint> series;  // days up to `as_of`
};

[[nodiscard]] Result<AverageInvestment> compute_average_investment(const BookingInput& input,
                                                                   const AverageInvestmentQuery& query);

}  // namespace coffer::ledger
