#include "ledger/returns_simple.hpp"

#include <algorithm>
#include <vector>

namespace coffer::ledger {
namespace {

PeriodReturn with_annual(std::optional<Ratio> total, std::int32_t days, ShortPeriods short_periods) {
  if (!total) return {};
  return {.total = total, .annualized = annualize(*total, days, short_periods)};
}

std::optional<Ratio> over(const Decimal& gain, double denominator) {
  return denominator > 0 ? std::optional(Ratio{to_statistic(gain) / denominator}) : std::nullopt;
}

}  // namespace

Date at_work_from(Date date, Date from, FlowTiming timing) {
  return timing == FlowTiming::Start ? std::max(date.plus_days(-1), from) : date;
}

Ratio mean_investment(std::span<const DatedAmount> at_work, Date to) {
  Decimal invested;
  double weighted = 0;
  double positive_days = 0;
  for (std::size_t i = 0; i < at_work.size(); ++i) {
    invested += at_work[i].amount;
    if (!invested.is_positive()) continue;
    const std::int32_t days = days_between(at_work[i].date, i + 1 < at_work.size() ? at_work[i + 1].date : to);
    weighted += to_statistic(invested) * days;
    positive_days += days;
  }
  return Ratio{positive_days > 0 ? weighted / positive_days : 0};
}

SimpleReturns simple_returns(std::span<const DatedAmount> brought, Date from, Date to, const Decimal& closing_value,
                             const Policy& policy) {
  const std::int32_t days = days_between(from, to);
  std::vector<DatedAmount> at_work;
  Decimal gain = closing_value;
  Decimal paid_in;
  double capital = 0;
  for (const DatedAmount& one : brought) {
    const Date since = at_work_from(one.date, from, policy.flow_timing);
    gain -= one.amount;
    if (one.amount.is_positive()) paid_in += one.amount;
    if (days > 0) capital += to_statistic(one.amount) * days_between(since, to) / days;
    at_work.push_back({since, one.amount});
  }
  const auto of = [&](double denominator) { return with_annual(over(gain, denominator), days, policy.short_periods); };
  return {.modified_dietz = of(capital),
          .simple = of(to_statistic(paid_in)),
          .on_average_investment = of(mean_investment(at_work, to).value)};
}

}  // namespace coffer::ledger
