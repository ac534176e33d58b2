// Short words for bookings in tests.
#pragma once

#include <string_view>

#include "ledger/book_fixture.hpp"
#include "ledger/conventions/bookings.hpp"

namespace coffer::ledger::fixture {

// Of the first instrument, in euro.
inline Booking trade(BookingType type, std::string_view on, std::string_view quantity, std::string_view price = "",
                     std::string_view fee = "0") {
  Booking booking;
  booking.type = type;
  booking.date = day(on);
  booking.instrument = InstrumentIndex{0};
  booking.quantity = number(quantity);
  if (!price.empty()) booking.price = number(price);
  booking.fee = number(fee);
  booking.currency = money("EUR");
  return booking;
}

// Of money alone, in euro.
inline Booking payment(BookingType type, std::string_view on, std::string_view amount) {
  Booking booking;
  booking.type = type;
  booking.date = day(on);
  booking.amount = number(amount);
  booking.currency = money("EUR");
  return booking;
}

inline Booking split(std::string_view on, std::string_view ratio_to, std::string_view ratio_from) {
  Booking booking;
  booking.type = BookingType::Split;
  booking.date = day(on);
  booking.instrument = InstrumentIndex{0};
  booking.ratio_to = number(ratio_to);
  booking.ratio_from = number(ratio_from);
  return booking;
}

}  // namespace coffer::ledger::fixture
