// Returns and worth of flows and values that are stated as they are, without any bookings.
#pragma once

#include <optional>
#include <span>

#include "ledger/conventions/traced_ratio.hpp"

namespace coffer::ledger {

// Time in a unit that the function names.
struct TimedAmount {
  Traced time;
  Traced amount;
};

// As compute_irr of flows whose times are in periods, whole or not.
[[nodiscard]] std::optional<TracedRatio> periodic_rate(std::span<const TimedAmount> flows);
// Sum of amount / (1 + rate)^(days / 365) from the earliest flow on.
[[nodiscard]] TracedRatio present_value(std::span<const TracedAmount> flows, const Traced& rate);
// (end - begin - F) / (begin + sum of flow x (length - time) / length), F the sum of the flows into the
// investment, times in the unit of `length` from the start (Dietz 1968). None without capital or time.
[[nodiscard]] std::optional<TracedRatio> stated_dietz(const Traced& begin, const Traced& end, const Traced& length,
                                                      std::span<const TimedAmount> flows);
// Time-weighted: the product of values[i] / (values[i - 1] + flows[i - 1]) less 1. Each value stands before
// the flow of its moment; the flow after the last value has no bearing. None where nothing was invested.
[[nodiscard]] std::optional<TracedRatio> linked_return(std::span<const Traced> values, std::span<const Traced> flows);

struct SavingsPlan {
  Traced principal;
  Traced payment;  // at the end of each month
  Traced annual_rate;
  Traced months_per_year = 12;
};
// Until principal and payments have grown to `target`: with r = annual rate / 12, ln((target r + payment) /
// (principal r + payment)) / ln(1 + r), without interest (target - principal) / payment. Not rounded; none
// where it is never reached.
[[nodiscard]] std::optional<TracedRatio> months_until(const Traced& target, const SavingsPlan& plan);

}  // namespace coffer::ledger
