#include "ledger/risk.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace coffer::ledger {

Ratio max_drawdown(std::span<const Ratio> accumulated) {
  double peak = 1;
  double deepest = 0;
  for (const Ratio& one : accumulated) {
    const double wealth = 1 + one.value;
    peak = std::max(peak, wealth);
    if (peak > 0) deepest = std::max(deepest, (peak - wealth) / peak);
  }
  return Ratio{deepest};
}

Drawdown compute_drawdown(std::span<const Ratio> accumulated) {
  Drawdown found;
  std::size_t peak = 0;
  std::size_t bottom = 0;  // since the peak
  const auto wealth = [&](std::size_t day) { return 1 + accumulated[day].value; };
  const auto length = [](const Stretch& one) { return one.to - one.from; };
  const auto recovered = [&](std::size_t day) {
    const Stretch recovery{.from = static_cast<std::int32_t>(bottom), .to = static_cast<std::int32_t>(day)};
    if (length(recovery) > length(found.longest_recovery)) found.longest_recovery = recovery;
  };
  for (std::size_t day = 1; day < accumulated.size(); ++day) {
    found.most_days = std::max(found.most_days, static_cast<std::int32_t>(day - peak));
    if (wealth(day) > wealth(peak)) {
      recovered(day);
      peak = day;
      bottom = day;
      continue;
    }
    if (wealth(day) < wealth(bottom)) bottom = day;
    if (wealth(peak) > 0)
      found.largest.value = std::max(found.largest.value, (wealth(peak) - wealth(day)) / wealth(peak));
  }
  if (!accumulated.empty()) recovered(accumulated.size() - 1);
  return found;
}

Deviation compute_deviation(std::span<const Ratio> returns) {
  std::vector<double> logs;
  logs.reserve(returns.size());
  for (const Ratio& one : returns) {
    if (one.value > -1) logs.push_back(std::log1p(one.value));
  }
  if (logs.size() < 2) return {};
  const auto count = static_cast<double>(logs.size());
  double mean = 0;
  for (const double value : logs) mean += value / count;
  double squares = 0;
  double squares_below = 0;
  for (const double value : logs) {
    const double square = (value - mean) * (value - mean);
    squares += square;
    if (value < mean) squares_below += square;
  }
  return {.volatility = Ratio{std::sqrt(squares / (count - 1) * count)},
          .semi_deviation = Ratio{std::sqrt(squares_below / (count - 1) * count)}};
}

Volatility volatility(std::span<const Ratio> returns, std::int32_t trading_days_per_year) {
  std::vector<double> logs;
  logs.reserve(returns.size());
  for (const Ratio& one : returns) {
    if (one.value > -1) logs.push_back(std::log1p(one.value));
  }
  Volatility result;
  result.observations = static_cast<std::int32_t>(logs.size());
  if (logs.size() < 2) return result;
  double mean = 0;
  for (const double value : logs) mean += value;
  mean /= static_cast<double>(logs.size());
  double squares = 0;
  for (const double value : logs) squares += (value - mean) * (value - mean);
  const double deviation = std::sqrt(squares / static_cast<double>(logs.size() - 1));
  result.daily_deviation = Ratio{deviation};
  result.annual = Ratio{deviation * std::sqrt(static_cast<double>(trading_days_per_year))};
  return result;
}

}  // namespace coffer::ledger
