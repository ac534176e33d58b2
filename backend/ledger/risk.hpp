// Statistics of a return index.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/money.hpp"

namespace coffer::ledger {

// Largest fall from a peak, of an index that starts at 1 (`accumulated` = returns since then).
[[nodiscard]] Ratio max_drawdown(std::span<const Ratio> accumulated);

struct Volatility {
  std::optional<Ratio> daily_deviation;  // sample deviation of ln(1 + r); none below two observations
  std::optional<Ratio> annual;           // x sqrt(trading days)
  std::int32_t observations = 0;
};
[[nodiscard]] Volatility volatility(std::span<const Ratio> returns, std::int32_t trading_days_per_year);

// Days are places in the index, from 0.
struct Stretch {
  std::int32_t from = 0;
  std::int32_t to = 0;
};
struct Drawdown {
  Ratio largest;               // share of the peak
  std::int32_t most_days = 0;  // from a peak to a day no later than that of the next higher value
  // From the first lowest point after a peak (the peak itself where nothing is lower) to the next value
  // higher than that peak or, without one, the last day; the first of equal ones.
  Stretch longest_recovery;
};
// Of an index by consecutive days, the first of which is the first peak (`accumulated` = returns so far).
[[nodiscard]] Drawdown compute_drawdown(std::span<const Ratio> accumulated);

// Over the whole of n days, not per year: sqrt(sum((ln(1 + r) - mean)^2) / (n - 1) x n), 0 for n <= 1.
// The semi-deviation takes only terms below the mean, with the same n.
struct Deviation {
  Ratio volatility;
  Ratio semi_deviation;
};
[[nodiscard]] Deviation compute_deviation(std::span<const Ratio> returns);

}  // namespace coffer::ledger
