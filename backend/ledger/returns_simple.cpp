#include "ledger/returns_simple.hpp"

#include <algorithm>
#include <vector>

namespace coffer::ledger {
namespace {

// Money at work in the period: brought on `day` (0: there before its first day), for the days that follow.
struct Capital {
  std::int32_t day = 0;
  double amount = 0;
};

PeriodReturn over(double gain, double denominator, std::int32_t days, ShortPeriods short_periods) {
  if (!(denominator > 0)) return {};
  const Ratio total{gain / denominator};
  return {.total = total, .annualized = annualize(total, days, short_periods)};
}

double mean_investment(std::span<const Capital> brought, std::int32_t days) {
  double invested = 0;
  double weighted = 0;
  std::int32_t positive_days = 0;
  for (std::size_t i = 0; i < brought.size(); ++i) {
    invested += brought[i].amount;
    const std::int32_t until = i + 1 < brought.size() ? brought[i + 1].day : days;
    if (!(invested > 0)) continue;
    weighted += invested * (until - brought[i].day);
    positive_days += until - brought[i].day;
  }
  return positive_days > 0 ? weighted / positive_days : 0;
}

}  // namespace

SimpleReturns simple_returns(std::span<const DatedFlow> payments, Date from, Date to, Ratio closing_value,
                             const Policy& policy) {
  const std::int32_t days = days_between(from, to);
  // A flow at the start of a day is at work in that day, one at its end from the next day on.
  const std::int32_t first = policy.flow_timing == FlowTiming::Start ? 1 : 0;
  std::vector<Capital> brought;
  double gain = closing_value.value;
  double paid_in = 0;
  double weighted = 0;
  for (const DatedFlow& payment : payments) {
    const double amount = -payment.amount.value;
    const std::int32_t day = std::max(days_between(from, payment.date) - first, 0);
    gain -= amount;
    paid_in += std::max(amount, 0.0);
    if (days > 0) weighted += amount * (days - day) / days;
    brought.push_back({.day = day, .amount = amount});
  }
  std::ranges::stable_sort(brought, {}, &Capital::day);
  return {.modified_dietz = over(gain, weighted, days, policy.short_periods),
          .simple = over(gain, paid_in, days, policy.short_periods),
          .on_average_investment = over(gain, mean_investment(brought, days), days, policy.short_periods)};
}

}  // namespace coffer::ledger
