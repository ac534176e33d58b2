// Trails of returns that need no book: of payments alone, or of a return stated.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"
#include "ledger/policy.hpp"
#include "ledger/returns.hpp"
#include "ledger/trail.hpp"

namespace coffer::ledger {

// The rate that compute_irr finds: the one nearest zero (`place` 0), or number `place` of the others.
// Payments in the investor's view. ErrorKind::NotFound where there is no such rate.
[[nodiscard]] Result<Trail> explain_irr(std::span<const DatedAmount> payments, Date as_of,
                                        const std::optional<Decimal>& final_value, std::size_t place);

// annualize() of a return as stated. ErrorKind::NotFound where it is not annualised.
[[nodiscard]] Result<Trail> explain_annualized(const Decimal& total_return, std::int32_t days,
                                               ShortPeriods short_periods);

}  // namespace coffer::ledger
