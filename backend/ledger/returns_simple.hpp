// Returns of a period from its payments alone, without a value in between. Statistics: none of this
// returns to money.
#pragma once

#include <optional>
#include <span>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/policy.hpp"
#include "ledger/returns.hpp"

namespace coffer::ledger {

struct PeriodReturn {
  std::optional<Ratio> total;       // none where its denominator is not positive
  std::optional<Ratio> annualized;  // as annualize()
};

// gain = closing value - opening value - net flows, in all three.
struct SimpleReturns {
  // gain / (opening value + each flow x the part of the period that it was there): Dietz 1968, the
  // "Modified Dietz Method" of the Global Investment Performance Standards.
  PeriodReturn modified_dietz;
  // gain / (opening value + everything paid in): what became of each unit of money ever brought.
  PeriodReturn simple;
  // gain / mean over the days of (opening value + net flows so far), days on which that is positive.
  PeriodReturn on_average_investment;
};

// Over (from, to]. `brought`: the opening value on `from`, then what came in (+) or went out (-) on each day,
// in order of time. `closing_value` is what the scope is worth at the end of `to`.
[[nodiscard]] SimpleReturns simple_returns(std::span<const DatedAmount> brought, Date from, Date to,
                                           const Decimal& closing_value, const Policy& policy);

// The evening from which money that came on `date` is at work: a flow at the start of a day is in that day.
[[nodiscard]] Date at_work_from(Date date, Date from, FlowTiming timing);
// Mean of what had been brought so far, over the days until `to` on which that was positive; zero without any.
[[nodiscard]] Ratio mean_investment(std::span<const DatedAmount> at_work, Date to);

}  // namespace coffer::ledger
