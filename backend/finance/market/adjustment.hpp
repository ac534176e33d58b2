// Prices that a source delivers split-adjusted, made unadjusted on the way in; and prices that
// cannot be right. Pure.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "finance/instruments/instrument.hpp"
#include "finance/market/prices.hpp"

namespace coffer::finance {

// The close times the ratios of the splits with price date < split date <= fetched. Splits of this
// instrument only.
[[nodiscard]] Decimal unadjust(const Decimal& close, Date date, Date fetched, std::span<const CorporateAction> splits);

// Not positive; or, with a price factor other than 1, about factor or 1 / factor times the close before.
[[nodiscard]] std::optional<PriceFaultKind> find_fault(const Decimal& close, const std::optional<Decimal>& before,
                                                       const Decimal& price_factor);

}  // namespace coffer::finance
