#include "ledger/returns_simple.hpp"

#include <algorithm>
#include <vector>

namespace coffer::ledger {
namespace {

PeriodReturn with_annual(std::optional<Ratio> total, std::int32_t days, ShortPeriods short_periods) {
  if (!total) return {};
  return {.total = total, .annualized = annualize(*total, days, short_periods)};
}

std::optional<Ratio> over(double gain, double denominator) {
  return denominator > 0 ? std::optional(Ratio{gain / denominator}) : std::nullopt;
}

// Mean over the days on which more had been brought than taken. `brought` in order of time, in days.
double mean_investment(std::span<const TimedFlow> brought, double days) {
  double invested = 0;
  double weighted = 0;
  double positive_days = 0;
  for (std::size_t i = 0; i < brought.size(); ++i) {
    invested += brought[i].amount.value;
    const double until = i + 1 < brought.size() ? brought[i + 1].time.value : days;
    if (!(invested > 0)) continue;
    weighted += invested * (until - brought[i].time.value);
    positive_days += until - brought[i].time.value;
  }
  return positive_days > 0 ? weighted / positive_days : 0;
}

}  // namespace

SimpleReturns simple_returns(std::span<const DatedFlow> payments, Date from, Date to, Ratio closing_value,
                             const Policy& policy) {
  const std::int32_t days = days_between(from, to);
  // A flow at the start of a day is at work in that day, one at its end from the next day on.
  const std::int32_t first = policy.flow_timing == FlowTiming::Start ? 1 : 0;
  std::vector<TimedFlow> brought;  // the opening value with them, at time 0
  double gain = closing_value.value;
  double paid_in = 0;
  double capital_days = 0;
  for (const DatedFlow& payment : payments) {
    const double amount = -payment.amount.value;
    const std::int32_t day = std::max(days_between(from, payment.date) - first, 0);
    gain -= amount;
    paid_in += std::max(amount, 0.0);
    capital_days += amount * (days - day);
    brought.push_back({.time = Ratio{static_cast<double>(day)}, .amount = Ratio{amount}});
  }
  std::ranges::stable_sort(brought, {}, [](const TimedFlow& flow) { return flow.time.value; });
  const double length = days;
  const auto dietz = capital_days > 0 ? modified_dietz(Ratio{0}, closing_value, Ratio{length}, brought) : std::nullopt;
  const ShortPeriods short_periods = policy.short_periods;
  return {.modified_dietz = with_annual(dietz, days, short_periods),
          .simple = with_annual(over(gain, paid_in), days, short_periods),
          .on_average_investment = with_annual(over(gain, mean_investment(brought, length)), days, short_periods)};
}

}  // namespace coffer::ledger
