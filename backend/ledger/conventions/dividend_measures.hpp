// How often an instrument pays, and what it pays on its cost.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/date.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

struct DividendPayment {
  Date date;
  Traced gross;      // report currency
  Traced pool_cost;  // average cost of all that is held, purchase costs inside
};

enum class DividendPeriodicity : std::uint8_t { None, Unknown, Annual, SemiAnnual, Quarterly, Monthly };
// "NONE", "UNKNOWN", "ANNUAL", "SEMIANNUAL", "QUARTERLY", "MONTHLY".
[[nodiscard]] std::string_view dividend_periodicity_name(DividendPeriodicity periodicity);

// By the middle one of the sorted distances between payments (of an even number the larger): above 270
// days ANNUAL, above 130 SEMIANNUAL, above 60 QUARTERLY, else MONTHLY; a single payment is UNKNOWN.
[[nodiscard]] DividendPeriodicity dividend_periodicity(std::span<const DividendPayment> payments);

[[nodiscard]] Traced count_payments(std::span<const DividendPayment> payments);

// Mean over the calendar years with a payment of the year's sum of gross / pool cost; none without a
// payment. A payment on nothing held adds nothing.
[[nodiscard]] std::optional<Traced> dividend_yield_per_year(std::span<const DividendPayment> payments);

}  // namespace coffer::ledger
