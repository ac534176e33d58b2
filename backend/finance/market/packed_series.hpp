// The packed form of finance.price_series and finance.fx_series, a year at a time:
// `entries` days of the year (1..366) of two bytes each, then as many coefficients of `width` bytes
// (8 or 16); signed, big-endian. A value is coefficient x 10^-scale.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/result.hpp"

namespace coffer::finance {

struct PackedYear {
  int year = 0;
  int entries = 0;
  int scale = 0;
  int width = 8;
  std::string_view bytes;
};

// Appends the year's points, which ascend. Bug when the bytes are not what the numbers say.
[[nodiscard]] Result<> unpack_year(const PackedYear& packed, std::vector<std::pair<Date, Decimal>>& points);

}  // namespace coffer::finance
