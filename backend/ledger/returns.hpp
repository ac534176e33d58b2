// Money-weighted and annualised returns. Statistics: none of this returns to money.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/policy.hpp"

namespace coffer::ledger {

enum class IrrReason : std::uint8_t { None, SeveralRoots, NoRoot, TotalLoss, NoSignChange };
// "" for None, else "several_roots", "no_root", "total_loss", "no_sign_change".
[[nodiscard]] std::string_view irr_reason_name(IrrReason reason);

struct MoneyWeightedReturn {
  std::optional<Ratio> rate;  // per period; the root nearest zero in (-1, infinity)
  IrrReason reason = IrrReason::None;
  std::vector<Ratio> others;  // further roots, ascending
};

// Investor's view: money paid in is negative, money received positive.
struct DatedFlow {
  Date date;
  Ratio amount;
};

// Money, exact.
struct DatedAmount {
  Date date;
  Decimal amount;
};

// `final_value`: what the investment is worth on `as_of`, none where unknown (it is then left out). The rate
// is that of a period of so many days, by default of a year (actual/365).
[[nodiscard]] MoneyWeightedReturn compute_irr(std::vector<DatedFlow> flows, Date as_of,
                                              std::optional<Ratio> final_value, Ratio days_per_period = Ratio{365});
// A point in time relative to a start, in a unit that the function names.
struct TimedFlow {
  Ratio time;
  Ratio amount;
};

// As compute_irr, of flows whose times are in years, whole or not.
[[nodiscard]] MoneyWeightedReturn compute_irr(std::vector<TimedFlow> flows);
// Sum of amount / (1 + rate)^(days / 365) from the earliest flow on.
[[nodiscard]] Ratio net_present_value(std::span<const DatedFlow> flows, Ratio rate);
// (1 + total)^(365 / days) - 1; none below a year unless the policy asks for it, and for no days.
[[nodiscard]] std::optional<Ratio> annualize(Ratio total_return, std::int32_t days, ShortPeriods short_periods);
// (1 + total)^(1 / years) - 1; none for no time.
[[nodiscard]] std::optional<Ratio> annualize_years(Ratio total_return, Ratio years);

// Modified Dietz: (end - begin - F) / (begin + sum of flow x (length - time) / length), F the sum of the
// flows into the investment, times in the unit of `length` from the start. None without capital or time.
[[nodiscard]] std::optional<Ratio> modified_dietz(Ratio begin, Ratio end, Ratio length,
                                                  std::span<const TimedFlow> flows);

}  // namespace coffer::ledger
