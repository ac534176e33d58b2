// Which bookings an evaluation takes, and in which order.
#pragma once

#include <optional>
#include <vector>

#include "base/date.hpp"
#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

// (from, to]: what is booked on `from` belongs to the opening. Without `from`, all up to `to`.
struct BookingInterval {
  std::optional<Date> from;
  Date to;
  [[nodiscard]] bool contains(Date date) const { return date <= to && (!from || *from < date); }
};

[[nodiscard]] bool is_acquisition(BookingType type);  // BUY, DELIVERY_IN
[[nodiscard]] bool is_disposal(BookingType type);     // SELL, DELIVERY_OUT

// The bookings of the instrument up to `until`: by date, acquisitions first and disposals last within
// the day, then by time (none = the start of the day), then by place in the source.
[[nodiscard]] std::vector<const Booking*> list_lot_bookings(const BookingInput& input, InstrumentIndex instrument,
                                                            Date until);

// The units held after the booking by someone who held `quantity` over all portfolios.
[[nodiscard]] Traced quantity_after(const Traced& quantity, const Booking& booking);
[[nodiscard]] Traced units_of(const Booking& booking);  // zero where none are stated

}  // namespace coffer::ledger
