// A daily index linked from end-of-day values and the capital of each day.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/conventions/booking_order.hpp"
#include "ledger/conventions/market.hpp"

namespace coffer::ledger {

// Report currency. What comes in works from the start of its day, what goes out has worked to its end.
struct CapitalDay {
  Date date;
  Decimal value;  // at the end of the day
  Decimal in;
  Decimal out;
};

struct IndexDay {
  Date date;
  Decimal value;
  Ratio daily_return;
  Ratio accumulated_return;  // since the first day
};

struct DailyIndex {
  std::vector<IndexDay> days;  // every calendar day, ascending
  std::int32_t warnings = 0;   // days with a gain or loss on no capital; their return is zero

  [[nodiscard]] Ratio twr() const { return days.empty() ? Ratio{} : days.back().accumulated_return; }
};

// return = (value + out) / (value of the day before + in) - 1. The first day is the reference: its
// return is zero and its capital lies in its value.
[[nodiscard]] DailyIndex link_days(std::span<const CapitalDay> days);

// Return of each ISO week (Monday to Sunday) that the index touches, in order.
[[nodiscard]] std::vector<Ratio> weekly_returns(const DailyIndex& index);

// What the risk figures are taken from. Accumulated returns begin with the first day that has a value.
struct RiskSample {
  std::vector<Ratio> accumulated;
  std::vector<Ratio> returns;  // of trading days after the first with a value on this and the last evening
};
[[nodiscard]] RiskSample risk_sample(const DailyIndex& index);

// All cash accounts together: deposits and withdrawals are capital, all else is performance.
struct CashIndex {
  DailyIndex index;
  Decimal interest;  // net, in (from, to]
  Decimal taxes;     // withheld on bookings, in (from, to]
};
[[nodiscard]] CashIndex compute_cash_index(const Market& market, Date from, Date to);

}  // namespace coffer::ledger
