// Return of an investment over whole days: money-weighted over the period, and money-weighted over each
// interval between known valuations, linked to a time-weighted return (the "linked internal rate of return" of the
// Bank Administration Institute).
#pragma once

#include <optional>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/policy.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/conventions/traced_ratio.hpp"

namespace coffer::ledger {

// Both days count in full.
struct WholeDays {
  Date from;
  Date to;
};

// Money in the report currency, rounded to 18 digits only. A rate is none where no rate solves.
struct LinkedReturn {
  Traced initial_value;            // before the first day
  Traced market_value;             // after the last one
  Traced net_cash_flow;            // into the investment +
  Traced gain;                     // market value - initial value - net cash flow
  std::optional<TracedRatio> irr;  // per year of Conventions::days_per_year; zero where there is no gain
  // From the end of the first day on: what is put in on it is opening capital.
  std::optional<TracedRatio> twr;
  std::optional<TracedRatio> twr_annualized;
  Traced realized_gain;    // of the period's sales, over the average amounts paid
  Traced unrealized_gain;  // market value - amounts paid for what is left
};

// Units count at the last quote so far, nothing before the first one; the money beside them is what was
// deposited less what was withdrawn; a valuation sets the whole at the end of its day. The intervals end
// with the days of valuations, quotes of any instrument and, cash being outside, dividends.
[[nodiscard]] Result<LinkedReturn> compute_linked_return(const BookingInput& input, const Conventions& conventions,
                                                         WholeDays period);

}  // namespace coffer::ledger
