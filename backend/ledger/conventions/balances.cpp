#include "ledger/conventions/balances.hpp"

#include <algorithm>
#include <tuple>

#include "ledger/conventions/booking_order.hpp"

namespace coffer::ledger {

Balances compute_balances(const Market& market, Date on) {
  const BookingInput& input = market.input();
  std::vector<const Booking*> order;
  for (const Booking& booking : input.bookings) {
    if (booking.date <= on) order.push_back(&booking);
  }
  // A split is of the start of its day.
  std::ranges::sort(order, {}, [](const Booking* booking) {
    return std::tuple(booking->date, booking->type != BookingType::Split, booking);
  });
  Balances balances;
  balances.quantities.resize(input.instruments.size());
  CashBalances cash(market);
  for (const Booking* booking : order) {
    cash.post(*booking);
    if (!booking->instrument.is_set()) continue;
    Traced& quantity = balances.quantities[booking->instrument.value];
    quantity = quantity_after(quantity, *booking);
  }
  balances.cash = cash.list(on);
  balances.cash_value = cash.value(on);
  return balances;
}

}  // namespace coffer::ledger
