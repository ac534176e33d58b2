// The money of one booking, in its own currency and in that of the report.
#pragma once

#include "base/decimal.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/market.hpp"

namespace coffer::ledger {

// Before costs. From `amount` (BUY: less fee and tax, SELL and income: plus them), else quantity x
// price x price factor; income without either is zero.
[[nodiscard]] Decimal gross_of(const Booking& booking, const InstrumentInput* instrument);
// What settles: `amount`, else gross with fee and tax on top (BUY +, SELL and income -).
[[nodiscard]] Decimal settled_of(const Booking& booking, const InstrumentInput* instrument);
// What the booking does to its cash account: + in, - out, zero where it moves no cash.
[[nodiscard]] Decimal cash_effect_of(const Booking& booking, const InstrumentInput* instrument);

// Two digits, half away from zero.
[[nodiscard]] Decimal cents(const Decimal& amount);
// A booked amount in the report currency: the booking's own rate where it leads there, else the market
// rate of the day; rounded to cents unless the currency is that of the report.
[[nodiscard]] Decimal booked_in_report(const Booking& booking, const Decimal& amount, const Market& market);

}  // namespace coffer::ledger
