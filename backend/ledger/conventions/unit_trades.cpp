#include "ledger/conventions/unit_trades.hpp"

#include <algorithm>
#include <utility>

#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {

Traced unit_change_of(const Booking& booking) {
  const Traced quantity = booking.quantity.value_or(Traced());
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn: return quantity;
    case BookingType::Sell:
    case BookingType::DeliveryOut: return (-quantity).named(label_of(booking, TrailKind::UnitsMoved));
    default: return {};
  }
}

Traced priced_value_of(const Booking& booking, const BookedInstrument& instrument) {
  if (!booking.price || !booking.quantity) return gross_of(booking, &instrument);
  return multiply(multiply(*booking.quantity, *booking.price), instrument.price_factor)
      .named(label_of(booking, TrailKind::Gross, booking.currency));
}

Traced convert_booked(const Booking& booking, const Traced& amount, Currency to, const Market& market) {
  if (booking.currency == to) return amount;
  if (booking.fx && booking.fx->rate && booking.fx->rate->is_positive() && booking.fx->instrument_currency == to)
    return divide(amount, *booking.fx->rate).named(label_of(booking, TrailKind::Converted, to));
  const auto rate = market.rate(booking.currency, to, booking.date);
  return rate ? multiply(amount, *rate).named(label_of(booking, TrailKind::Converted, to)) : Traced();
}

Traced fees_of(const Booking& booking) {
  switch (booking.type) {
    case BookingType::Fee: return booking.amount.value_or(Traced()) + booking.fee;
    case BookingType::FeeRefund: return booking.fee - booking.amount.value_or(Traced());
    default: return booking.fee;
  }
}

std::vector<const Booking*> in_order_of_days(const BookingInput& input) {
  std::vector<const Booking*> bookings;
  bookings.reserve(input.bookings.size());
  for (const Booking& booking : input.bookings) bookings.push_back(&booking);
  std::ranges::sort(bookings, {}, [](const Booking* booking) { return std::pair(booking->date, booking); });
  return bookings;
}

}  // namespace coffer::ledger
