#include "ledger/conventions/booking_order.hpp"

#include <algorithm>
#include <tuple>

namespace coffer::ledger {
namespace {

int place_in_day(BookingType type) {
  if (is_acquisition(type)) return 0;
  return is_disposal(type) ? 2 : 1;
}

// Bookings of one list: the address stands for the place in the source.
auto order_of(const Booking& booking) {
  return std::tuple(booking.date, place_in_day(booking.type), booking.time.value_or(0), &booking);
}

}  // namespace

bool is_acquisition(BookingType type) { return type == BookingType::Buy || type == BookingType::DeliveryIn; }
bool is_disposal(BookingType type) { return type == BookingType::Sell || type == BookingType::DeliveryOut; }

std::vector<const Booking*> list_lot_bookings(const BookingInput& input, InstrumentIndex instrument, Date until) {
  std::vector<const Booking*> bookings;
  for (const Booking& booking : input.bookings) {
    if (booking.instrument == instrument && booking.date <= until) bookings.push_back(&booking);
  }
  std::ranges::sort(bookings, {}, [](const Booking* booking) { return order_of(*booking); });
  return bookings;
}

Traced units_of(const Booking& booking) { return booking.quantity.value_or(Traced()); }

Traced quantity_after(const Traced& quantity, const Booking& booking) {
  const TrailLabel label{.kind = TrailKind::UnitsHeld, .date = booking.date, .instrument = booking.instrument};
  if (is_acquisition(booking.type)) return (quantity + units_of(booking)).named(label);
  if (is_disposal(booking.type)) return (quantity - units_of(booking)).named(label);
  if (booking.type == BookingType::Split)
    return trim(multiply_divide(quantity, booking.ratio_to.value_or(1), booking.ratio_from.value_or(1))).named(label);
  return quantity;
}

}  // namespace coffer::ledger
