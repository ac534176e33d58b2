// The money of one booking, in its own currency and in that of the report.
#pragma once

#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

// Before costs. From `amount` (BUY and DELIVERY_IN: less fee and tax; SELL, DELIVERY_OUT and income: plus
// them; all else as it is), else quantity x price x price factor; zero without either.
[[nodiscard]] Traced gross_of(const Booking& booking, const BookedInstrument* instrument);
// What settles, never negative for what it is of: `amount`, else gross with fee and tax on top (BUY and
// DELIVERY_IN: plus, all else: minus).
[[nodiscard]] Traced settled_of(const Booking& booking, const BookedInstrument* instrument);
// What the booking does to its cash account: + in, - out, zero where it moves no cash.
[[nodiscard]] Traced cash_effect_of(const Booking& booking, const BookedInstrument* instrument);

// Two digits, half away from zero.
[[nodiscard]] Traced cents(const Traced& amount);
// A booked amount in the report currency: the booking's own rate where it leads there, else the market
// rate of the day; rounded to cents unless the currency is that of the report.
[[nodiscard]] Traced booked_in_report(const Booking& booking, const Traced& amount, const Market& market);

}  // namespace coffer::ledger
