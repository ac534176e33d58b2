// Trades by the units they move and the price they state, for conventions in which costs are no part of
// cost.
#pragma once

#include <vector>

#include "base/money.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

// + what a purchase or delivery brings, - what a sale or delivery takes away, zero for other bookings.
[[nodiscard]] Traced unit_change_of(const Booking& booking);
// Quantity x price x price factor; where no price is stated, the gross that the amount implies. In the
// booking's currency.
[[nodiscard]] Traced priced_value_of(const Booking& booking, const BookedInstrument& instrument);
// At the rate that the booking states to that currency, else at the market rate of its day; rounded to 18
// digits only. Zero where no rate is known.
[[nodiscard]] Traced convert_booked(const Booking& booking, const Traced& amount, Currency to, const Market& market);
// Costs of the booking and the amounts of fee bookings, refunds negative. In the booking's currency.
[[nodiscard]] Traced fees_of(const Booking& booking);
// By day, within a day as in the source.
[[nodiscard]] std::vector<const Booking*> in_order_of_days(const BookingInput& input);

}  // namespace coffer::ledger
