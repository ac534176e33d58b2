#include "ledger/conventions/unit_trades.hpp"

#include <algorithm>
#include <utility>

#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {

Decimal units_moved_by(const Booking& booking) {
  const Decimal quantity = booking.quantity.value_or(Decimal());
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn: return quantity;
    case BookingType::Sell:
    case BookingType::DeliveryOut: return -quantity;
    default: return {};
  }
}

Decimal priced_value_of(const Booking& booking, const InstrumentInput& instrument) {
  if (!booking.price || !booking.quantity) return gross_of(booking, &instrument);
  return multiply(multiply(*booking.quantity, *booking.price), instrument.price_factor);
}

Decimal convert_booked(const Booking& booking, const Decimal& amount, Currency to, const Market& market) {
  if (booking.currency == to) return amount;
  if (booking.fx && booking.fx->rate && booking.fx->rate->is_positive() && booking.fx->instrument_currency == to)
    return divide(amount, *booking.fx->rate);
  const auto rate = market.rate(booking.currency, to, booking.date);
  return rate ? multiply(amount, *rate) : Decimal();
}

Decimal fees_of(const Booking& booking) {
  switch (booking.type) {
    case BookingType::Fee: return booking.amount.value_or(Decimal()) + booking.fee;
    case BookingType::FeeRefund: return booking.fee - booking.amount.value_or(Decimal());
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
