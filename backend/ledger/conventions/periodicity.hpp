// How often an instrument pays.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace coffer::ledger {

enum class Periodicity : std::uint8_t { None, Unknown, Monthly, Quarterly, Semiannual, Annual };
// "NONE", "UNKNOWN", "MONTHLY", "QUARTERLY", "SEMIANNUAL", "ANNUAL".
[[nodiscard]] std::string_view periodicity_name(Periodicity periodicity);

// By the middle one of the distances between consecutive days, the higher of two: above 270 days annual,
// above 130 semiannual, above 60 quarterly. One payment alone says nothing. Days in any order.
[[nodiscard]] Periodicity compute_periodicity(std::vector<Date> days);

}  // namespace coffer::ledger
