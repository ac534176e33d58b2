#include "ledger/conventions/instrument_performance.hpp"

#include <utility>
#include <vector>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/booking_order.hpp"
#include "ledger/conventions/traced_ratio.hpp"

namespace coffer::ledger {
namespace {

struct Capital {
  Traced in;
  Traced out;
};

// What the booking puts into the instrument or takes out of it, in report currency, its tax left aside.
Capital untaxed_capital(const Booking& booking, const Market& market) {
  const BookedInstrument& instrument = market.input().instruments[booking.instrument.value];
  const Traced amount = settled_of(booking, &instrument);
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn: return {.in = booked_in_report(booking, amount - booking.tax, market), .out = {}};
    case BookingType::Sell:
    case BookingType::DeliveryOut:
    case BookingType::Dividend: return {.in = {}, .out = booked_in_report(booking, amount + booking.tax, market)};
    case BookingType::Fee: return {.in = booked_in_report(booking, amount, market), .out = {}};
    case BookingType::FeeRefund: return {.in = {}, .out = booked_in_report(booking, amount, market)};
    default: return {};
  }
}

// The same with all that was settled, taxes booked apart included.
Capital settled_capital(const Booking& booking, const Market& market) {
  const BookedInstrument& instrument = market.input().instruments[booking.instrument.value];
  const Traced amount = booked_in_report(booking, settled_of(booking, &instrument), market);
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn:
    case BookingType::Fee:
    case BookingType::Tax: return {.in = amount, .out = {}};
    case BookingType::Sell:
    case BookingType::DeliveryOut:
    case BookingType::Dividend:
    case BookingType::FeeRefund:
    case BookingType::TaxRefund: return {.in = {}, .out = amount};
    default: return {};
  }
}

void add_flow(std::vector<TracedAmount>& flows, Date date, const Traced& amount) {
  if (!amount.is_zero()) flows.push_back({.date = date, .amount = amount});
}

std::vector<CapitalDay> value_days(const Market& market, InstrumentIndex instrument,
                                   const std::vector<const Booking*>& bookings, Date from, Date to) {
  std::vector<CapitalDay> days;
  Traced quantity;
  auto next = bookings.begin();
  for (Date date = from; date <= to; date = date.plus_days(1)) {
    CapitalDay day{.date = date, .value = {}, .in = {}, .out = {}};
    for (; next != bookings.end() && (*next)->date <= date; ++next) {
      quantity = quantity_after(quantity, **next);
      const Capital capital = untaxed_capital(**next, market);
      day.in += capital.in;
      day.out += capital.out;
    }
    day.value = market.value(instrument, quantity, date);
    days.push_back(day);
  }
  return days;
}

std::vector<TracedAmount> booked_flows(const Market& market, const std::vector<const Booking*>& bookings,
                                       const BookingInterval& interval) {
  std::vector<TracedAmount> flows;
  for (const Booking* const booking : bookings) {
    if (!interval.contains(booking->date)) continue;
    const Capital capital = untaxed_capital(*booking, market);
    const TrailLabel paid{.kind = TrailKind::Payment, .date = booking->date};
    add_flow(flows, booking->date, (capital.out - capital.in).named(paid));
  }
  return flows;
}

}  // namespace

InstrumentPerformance compute_instrument_performance(const Market& market, InstrumentIndex instrument, Date from,
                                                     Date to) {
  InstrumentPerformance performance;
  if (to < from) return performance;
  const BookingInterval interval{.from = from, .to = to};
  const std::vector<const Booking*> bookings = list_lot_bookings(market.input(), instrument, to);
  const std::vector<CapitalDay> days = value_days(market, instrument, bookings, from, to);
  const Traced opening = days.front().value;
  const Traced closing = days.back().value;
  performance.index = link_days(days);
  performance.twr_annualized = annualize_days(performance.index.twr(), days_between(from, to));

  std::vector<TracedAmount> flows = booked_flows(market, bookings, interval);
  add_flow(flows, from, -opening);
  add_flow(flows, to, closing);
  performance.irr = internal_rate(std::move(flows), to, std::nullopt);

  performance.delta = closing - opening;
  Traced invested = opening;
  for (const Booking* const booking : bookings) {
    if (!interval.contains(booking->date)) continue;
    const Capital capital = settled_capital(*booking, market);
    performance.delta += capital.out - capital.in;
    if (is_acquisition(booking->type)) invested += capital.in;
  }
  performance.delta = performance.delta.named({.kind = TrailKind::TotalGain, .date = to, .from = from});
  if (!invested.is_zero())
    performance.delta_percent =
        divide(performance.delta, invested).named({.kind = TrailKind::ReturnOnCapital, .date = to, .from = from});
  return performance;
}

std::optional<TracedRatio> compute_booked_irr(const Market& market, InstrumentIndex instrument,
                                              const BookingInterval& interval) {
  const std::vector<const Booking*> bookings = list_lot_bookings(market.input(), instrument, interval.to);
  return internal_rate(booked_flows(market, bookings, interval), interval.to, std::nullopt);
}

}  // namespace coffer::ledger
