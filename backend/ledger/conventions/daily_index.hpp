// A daily index linked from end-of-day values and the capital of each day.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/conventions/booking_order.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/conventions/traced_ratio.hpp"

namespace coffer::ledger {

// Report currency. What comes in works from the start of its day, what goes out has worked to its end.
struct CapitalDay {
  Date date;
  Traced value;  // at the end of the day
  Traced in;
  Traced out;
};

struct IndexDay {
  Date from;  // first day of the index
  Date date;
  Traced value;
  TracedRatio growth;  // 1 + the return of the day
  TracedRatio wealth;  // of 1 at the first day
  [[nodiscard]] TracedRatio daily_return() const;
  [[nodiscard]] TracedRatio accumulated_return() const;  // since the first day
};

struct DailyIndex {
  std::vector<IndexDay> days;            // every calendar day, ascending
  std::vector<Traced> gains_on_nothing;  // of days with a gain or loss on no capital; their return is zero

  [[nodiscard]] TracedRatio twr() const { return days.empty() ? TracedRatio() : days.back().accumulated_return(); }
  [[nodiscard]] Traced warnings() const { return count(gains_on_nothing).named({.kind = TrailKind::Warnings}); }
};

// return = (value + out) / (value of the day before + in) - 1. The first day is the reference: its
// return is zero and its capital lies in its value.
[[nodiscard]] DailyIndex link_days(std::span<const CapitalDay> days);

// Return of each ISO week (Monday to Sunday) that the index touches, in order.
[[nodiscard]] std::vector<TracedRatio> weekly_returns(const DailyIndex& index);

// What the risk figures are taken from.
struct RiskSample {
  std::vector<WealthDay> days;       // from the first one that has a value
  std::vector<TracedRatio> growths;  // of trading days after the first with a value on this and the last evening
};
[[nodiscard]] RiskSample risk_sample(const DailyIndex& index);

// All cash accounts together: deposits and withdrawals are capital, all else is performance.
struct CashIndex {
  DailyIndex index;
  Traced interest;  // net, in (from, to]
  Traced taxes;     // withheld on bookings, in (from, to]
};
[[nodiscard]] CashIndex compute_cash_index(const Market& market, Date from, Date to);

}  // namespace coffer::ledger
