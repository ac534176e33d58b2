#include "ledger/conventions/dividend_measures.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace coffer::ledger {

std::string_view dividend_periodicity_name(DividendPeriodicity periodicity) {
  switch (periodicity) {
    case DividendPeriodicity::None: return "NONE";
    case DividendPeriodicity::Unknown: return "UNKNOWN";
    case DividendPeriodicity::Annual: return "ANNUAL";
    case DividendPeriodicity::SemiAnnual: return "SEMIANNUAL";
    case DividendPeriodicity::Quarterly: return "QUARTERLY";
    case DividendPeriodicity::Monthly: return "MONTHLY";
  }
  return "";
}

DividendPeriodicity dividend_periodicity(std::span<const DividendPayment> payments) {
  if (payments.empty()) return DividendPeriodicity::None;
  if (payments.size() == 1) return DividendPeriodicity::Unknown;
  std::vector<Date> dates;
  for (const DividendPayment& payment : payments) dates.push_back(payment.date);
  std::ranges::sort(dates);
  std::vector<std::int32_t> distances;
  for (std::size_t i = 1; i < dates.size(); ++i) distances.push_back(days_between(dates[i - 1], dates[i]));
  std::ranges::sort(distances);
  const std::int32_t middle = distances[distances.size() / 2];
  if (middle > 270) return DividendPeriodicity::Annual;
  if (middle > 130) return DividendPeriodicity::SemiAnnual;
  return middle > 60 ? DividendPeriodicity::Quarterly : DividendPeriodicity::Monthly;
}

Traced count_payments(std::span<const DividendPayment> payments) {
  std::vector<Traced> amounts;
  for (const DividendPayment& payment : payments) amounts.push_back(payment.gross);
  return count(amounts).named({.kind = TrailKind::Payments});
}

std::optional<Traced> dividend_yield_per_year(std::span<const DividendPayment> payments) {
  if (payments.empty()) return std::nullopt;
  std::map<int, Traced> years;  // with their first payment
  Traced sum;
  for (const DividendPayment& payment : payments) {
    years.try_emplace(static_cast<int>(payment.date.ymd().year()), payment.gross);
    if (!payment.pool_cost.is_zero())
      sum += divide(payment.gross, payment.pool_cost).named({.kind = TrailKind::YieldOfYear, .date = payment.date});
  }
  std::vector<Traced> firsts;
  for (const auto& [year, first] : years) firsts.push_back(first);
  return divide(sum, count(firsts).named({.kind = TrailKind::YearsWithPayment}))
      .named({.kind = TrailKind::YieldPerYear});
}

}  // namespace coffer::ledger
