// The return of one instrument over (from, to]: its daily index, money-weighted return and gain.
//
// Taxes are the owner's, not the instrument's: they stay out of index and IRR. Fees count.
#pragma once

#include <optional>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/conventions/daily_index.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

struct InstrumentPerformance {
  DailyIndex index;
  std::optional<TracedRatio> twr_annualized;  // actual/365, also below a year; none for an interval of no days
  std::optional<TracedRatio> irr;             // opening value paid, closing value received
  Traced delta;                               // gain in report currency, taxes taken off
  std::optional<Traced> delta_percent;        // on the opening value and all acquisitions; a fraction
};
[[nodiscard]] InstrumentPerformance compute_instrument_performance(const Market& market, InstrumentIndex instrument,
                                                                   Date from, Date to);

// From the bookings in the interval alone, without values at its ends.
[[nodiscard]] std::optional<TracedRatio> compute_booked_irr(const Market& market, InstrumentIndex instrument,
                                                            const BookingInterval& interval);

}  // namespace coffer::ledger
