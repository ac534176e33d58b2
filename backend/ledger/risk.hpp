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

}  // namespace coffer::ledger
