// Invented closes and exchange rates of the sample household, day by day.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "finance/demo/sample_catalogue.hpp"

namespace coffer::finance {

struct SampleMarket {
  std::vector<Date> days;                                        // Monday to Friday, ascending
  std::array<std::vector<Decimal>, sample_quoted_count> closes;  // by instrument and day, unadjusted
  std::vector<Decimal> dollars;                                  // for one euro, by day

  [[nodiscard]] const Decimal& close(SampleInstrument instrument, std::size_t day) const {
    return closes[static_cast<std::size_t>(instrument)][day];
  }
};

[[nodiscard]] bool is_weekday(Date date);
// From sample_first_day. A later end continues the same series.
[[nodiscard]] SampleMarket make_sample_market(Date until);

}  // namespace coffer::finance
