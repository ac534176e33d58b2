// The money of one booking, in its own currency and in that of the report.
#pragma once

#include "base/decimal.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/market.hpp"

namespace coffer::ledger {

// Before costs. From `amount` (BUY and DELIVERY_IN: less fee and tax; SELL, DELIVERY_OUT and income: plus
// them; all else as it is), else quantity x price x price factor; zero without either.
[[nodiscard]] Decimal gross_of(const Booking& booking, const InstrumentInput* instrument);
// What settles, never negative for what it is of: `amount`, else gross with fee and tax on top (BUY and
// DELIVERY_IN: plus, all else: minus).
[[nodiscard]] Decimal settled_of(const Booking& booking, const InstrumentInput* instrument);
// What the booking does to its cash account: + in, - out, zero where it moves no cash.
[[nodiscard]] Decimal cash_effect_of(const Booking& booking, const InstrumentInput* instrument);

// Two digits, half away from zero.
[[nodiscard]] Decimal cents(const Decimal& amount);
// A booked amount in the report currency: the booking's own rate where it leads there, else the market
// rate of the day; rounded to cents unless the currency is that of the report.
[[nodiscard]] Decimal booked_in_report(const Booking& booking, const Decimal& amount, const Market& market);

}  // namespace coffer::ledger
