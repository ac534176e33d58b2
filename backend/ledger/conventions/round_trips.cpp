#include "ledger/conventions/round_trips.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "ledger/conventions/amounts.hpp"
#include "ledger/conventions/booking_order.hpp"

namespace coffer::ledger {
namespace {

// Amounts of a number of units, in report currency and not rounded to cents.
struct TradeMoney {
  Traced settled;
  Traced gross;
  [[nodiscard]] TradeMoney share(const Traced& part, const Traced& whole) const {
    if (whole.is_zero()) return {};
    const TrailLabel label{.kind = TrailKind::LotShare, .quantity = part.value()};
    return {.settled = multiply_divide(settled, part, whole).named(label),
            .gross = multiply_divide(gross, part, whole).named(label)};
  }
  TradeMoney& operator+=(const TradeMoney& other) {
    settled += other.settled;
    gross += other.gross;
    return *this;
  }
  TradeMoney& operator-=(const TradeMoney& other) {
    settled -= other.settled;
    gross -= other.gross;
    return *this;
  }
};

// The amounts stay those of the booking, so that each part is one division away from it.
struct OpenPart {
  Date date;
  Traced quantity;
  Traced booked_quantity;
  TradeMoney booked;
  [[nodiscard]] TradeMoney money() const { return booked.share(quantity, booked_quantity); }
};

struct Position {
  TradeSide side = TradeSide::Long;
  std::vector<OpenPart> parts;
};

// What a trade is made of.
struct Matched {
  std::vector<OpenPart> parts;
  Traced quantity;
  TradeMoney entry;
};

// Shares were rounded to 18 digits. Rounding to 12 first lets three thirds of half a cent be half a cent.
Traced final_cents(const Traced& amount) { return cents(rescale(amount, 12)); }

RoundTrip describe(TradeSide side, const Matched& matched, const TradeMoney& exit, Date on) {
  RoundTrip trip;
  trip.side = side;
  trip.quantity = matched.quantity;
  trip.start = std::ranges::min_element(matched.parts, {}, &OpenPart::date)->date;
  const auto gain = [side](const Traced& in, const Traced& out) {
    return side == TradeSide::Long ? out - in : in - out;
  };
  const Traced profit = gain(matched.entry.settled, exit.settled).named({.kind = TrailKind::Gain, .date = on});
  trip.entry_value = final_cents(matched.entry.settled).named({.kind = TrailKind::EntryValue});
  trip.exit_value = final_cents(exit.settled);
  trip.profit = final_cents(profit);
  trip.profit_gross = final_cents(gain(matched.entry.gross, exit.gross));
  if (!matched.entry.settled.is_zero())
    trip.return_ratio = divide(profit, matched.entry.settled).named({.kind = TrailKind::ReturnOnCapital, .date = on});
  return trip;
}

std::optional<TracedRatio> irr_of(TradeSide side, const Matched& matched, const TradeMoney& exit, Date end) {
  std::vector<TracedAmount> flows;
  Traced paid;
  for (const OpenPart& part : matched.parts) {
    const Traced amount = part.money().settled;
    paid += amount;
    flows.push_back({.date = part.date, .amount = -amount});
  }
  const Traced received = side == TradeSide::Long ? exit.settled : paid + paid - exit.settled;
  flows.push_back({.date = end, .amount = received});
  return internal_rate(std::move(flows), end, std::nullopt);
}

class TradeWalk {
 public:
  TradeWalk(const Market& market, InstrumentIndex instrument, const Conventions& conventions)
      : market_(market), instrument_(instrument), is_pooled_(conventions.lot_order == LotOrder::Average) {}

  void post(const Booking& booking);
  void value_open(Date as_of);
  std::vector<RoundTrip> take() { return std::move(trips_); }

 private:
  void trade(const Booking& booking, TradeSide opens);
  void transfer(const Booking& booking);
  void split(const Booking& booking);
  static Matched take_parts(std::vector<OpenPart>& parts, Traced quantity);
  void price_from_pool(Matched& matched);
  [[nodiscard]] bool is_in_pool(TradeSide side) const { return is_pooled_ && side == TradeSide::Long; }

  const Market& market_;
  InstrumentIndex instrument_;
  bool is_pooled_;
  std::map<AccountIndex, Position> positions_;
  Traced pool_quantity_;
  TradeMoney pool_;
  std::vector<RoundTrip> trips_;
};

Matched TradeWalk::take_parts(std::vector<OpenPart>& parts, Traced quantity) {
  Matched matched;
  for (OpenPart& part : parts) {
    if (!quantity.is_positive()) break;
    OpenPart taken = part;
    taken.quantity = std::min(quantity, part.quantity);
    part.quantity -= taken.quantity;
    quantity -= taken.quantity;
    matched.quantity += taken.quantity;
    matched.entry += taken.money();
    matched.parts.push_back(std::move(taken));
  }
  std::erase_if(parts, [](const OpenPart& part) { return part.quantity.is_zero(); });
  return matched;
}

void TradeWalk::price_from_pool(Matched& matched) {
  matched.entry = pool_.share(matched.quantity, pool_quantity_);
  pool_ -= matched.entry;
  pool_quantity_ -= matched.quantity;
}

void TradeWalk::trade(const Booking& booking, TradeSide opens) {
  const Traced quantity = units_of(booking);
  if (!quantity.is_positive()) return;
  const BookedInstrument& instrument = market_.input().instruments[instrument_.value];
  const TradeMoney money{.settled = booked_in_report(booking, settled_of(booking, &instrument), market_),
                         .gross = booked_in_report(booking, gross_of(booking, &instrument), market_)};
  Position& position = positions_[booking.portfolio];
  Traced rest = quantity;
  if (position.side != opens && !position.parts.empty()) {
    Matched matched = take_parts(position.parts, quantity);
    const TradeMoney exit = money.share(matched.quantity, quantity);
    if (is_in_pool(position.side)) price_from_pool(matched);
    RoundTrip trip = describe(position.side, matched, exit, booking.date);
    trip.end = booking.date;
    trip.holding_days = market_.days_between(trip.start, booking.date);
    if (trip.holding_days.is_positive()) trip.irr = irr_of(position.side, matched, exit, booking.date);
    trips_.push_back(std::move(trip));
    rest -= matched.quantity;
  }
  if (!rest.is_positive()) return;
  position.side = opens;
  position.parts.push_back({.date = booking.date, .quantity = rest, .booked_quantity = quantity, .booked = money});
  if (is_in_pool(opens)) {
    pool_quantity_ += rest;
    pool_ += money.share(rest, quantity);
  }
}

void TradeWalk::transfer(const Booking& booking) {
  if (booking.portfolio == booking.counter_portfolio) return;
  Position& source = positions_[booking.counter_portfolio];
  Position& target = positions_[booking.portfolio];
  const TradeSide side = source.side;
  Matched moved = take_parts(source.parts, units_of(booking));
  if (moved.parts.empty()) return;
  if (target.parts.empty()) target.side = side;
  for (OpenPart& part : moved.parts)
    target.parts.insert(std::ranges::upper_bound(target.parts, part.date, {}, &OpenPart::date), std::move(part));
}

void TradeWalk::split(const Booking& booking) {
  for (auto& [portfolio, position] : positions_) {
    for (OpenPart& part : position.parts) {
      part.quantity = quantity_after(part.quantity, booking);
      part.booked_quantity = quantity_after(part.booked_quantity, booking);
    }
  }
  pool_quantity_ = quantity_after(pool_quantity_, booking);
}

void TradeWalk::post(const Booking& booking) {
  if (is_acquisition(booking.type)) trade(booking, TradeSide::Long);
  if (is_disposal(booking.type)) trade(booking, TradeSide::Short);
  if (booking.type == BookingType::TransferIn) transfer(booking);
  if (booking.type == BookingType::Split) split(booking);
}

void TradeWalk::value_open(Date as_of) {
  for (auto& [portfolio, position] : positions_) {
    if (position.parts.empty()) continue;
    Traced quantity;
    for (const OpenPart& part : position.parts) quantity += part.quantity;
    Matched matched = take_parts(position.parts, quantity);
    if (is_in_pool(position.side)) price_from_pool(matched);
    const Traced value = market_.value(instrument_, quantity, as_of);
    RoundTrip trip = describe(position.side, matched, {.settled = value, .gross = value}, as_of);
    trip.holding_days = market_.days_between(trip.start, as_of);
    trips_.push_back(std::move(trip));
  }
}

}  // namespace

std::vector<RoundTrip> list_round_trips(const Market& market, InstrumentIndex instrument, Date as_of,
                                        const Conventions& conventions) {
  TradeWalk walk(market, instrument, conventions);
  for (const Booking* const booking : list_lot_bookings(market.input(), instrument, as_of)) walk.post(*booking);
  walk.value_open(as_of);
  return walk.take();
}

}  // namespace coffer::ledger
