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
