#include "ledger/conventions/unit_lots.hpp"

#include <algorithm>
#include <expected>
#include <optional>
#include <tuple>
#include <utility>

#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {
namespace {

// The mean cost of all units in it, changed by arrivals alone.
struct Pool {
  InstrumentIndex instrument;
  AccountIndex account;  // none: of all accounts
  Traced mean;
};

// What left a lot, and at which cost.
struct Taken {
  UnitLot lot;
  Traced unit_cost;
};

bool agrees(const LotSelector& selector, const UnitLot& lot) {
  return (!selector.cost || *selector.cost == lot.unit_cost) &&
         (!selector.currency || *selector.currency == lot.currency) && (!selector.date || *selector.date == lot.date) &&
         (!selector.label || *selector.label == lot.label);
}

class Reckoning {
 public:
  Reckoning(const BookingInput& input, const Conventions& standard, std::span<const AccountConvention> accounts)
      : input_(input), standard_(standard), accounts_(accounts) {}

  void apply(const Booking& booking);
  [[nodiscard]] bool is_at_fault() const { return out_.fault != LotFault::None; }
  [[nodiscard]] UnitLots finish();

 private:
  using Places = std::vector<std::size_t>;

  [[nodiscard]] const Conventions& conventions(AccountIndex account) const;
  [[nodiscard]] bool keeps_pool(AccountIndex account) const;
  [[nodiscard]] Pool& pool_of(InstrumentIndex instrument, AccountIndex account);
  [[nodiscard]] UnitLot lot_of(const Booking& booking, const Traced& quantity) const;
  [[nodiscard]] Traced unit_price(const Booking& booking) const;
  void add(UnitLot lot);
  void arrive(UnitLot lot);
  void sell(const Booking& booking);
  void transfer(const Booking& booking);
  void split(const Booking& booking);
  [[nodiscard]] std::expected<Places, LotFault> candidates(const Booking& booking) const;
  void merge(Places& places);
  void put_in_order(Places& places, LotOrder order) const;
  [[nodiscard]] std::expected<std::vector<Taken>, LotFault> reduce(const Booking& booking);

  const BookingInput& input_;
  const Conventions& standard_;
  std::span<const AccountConvention> accounts_;
  std::vector<Pool> pools_;
  UnitLots out_;
};

const Conventions& Reckoning::conventions(AccountIndex account) const {
  const auto own = std::ranges::find(accounts_, account, &AccountConvention::account);
  return own == accounts_.end() ? standard_ : own->conventions;
}

bool Reckoning::keeps_pool(AccountIndex account) const {
  const Conventions& own = conventions(account);
  return own.lot_order == LotOrder::Average && own.average_form == AverageForm::Pool;
}

Pool& Reckoning::pool_of(InstrumentIndex instrument, AccountIndex account) {
  if (conventions(account).lot_scope == LotScope::Global) account = {};
  const auto found = std::ranges::find_if(
      pools_, [&](const Pool& pool) { return pool.instrument == instrument && pool.account == account; });
  if (found != pools_.end()) return *found;
  return pools_.emplace_back(Pool{.instrument = instrument, .account = account, .mean = {}});
}

// Money for one unit.
Traced Reckoning::unit_price(const Booking& booking) const {
  const Traced& factor = input_.instruments[booking.instrument.value].price_factor;
  return factor.value() == Decimal(1) ? *booking.price : multiply(*booking.price, factor);
}

UnitLot Reckoning::lot_of(const Booking& booking, const Traced& quantity) const {
  UnitLot lot{.instrument = booking.instrument,
              .account = booking.account,
              .quantity = quantity,
              .unit_cost = {},
              .currency = booking.currency,
              .date = booking.date,
              .label = booking.lot_label};
  lot.unit_cost = booking.price
                      ? unit_price(booking)
                      : divide(gross_of(booking, &input_.instruments[booking.instrument.value]), abs(quantity));
  return lot;
}

// A lot that agrees in all but the quantity takes the units in.
void Reckoning::add(UnitLot lot) {
  const auto same = std::ranges::find_if(out_.lots, [&](const UnitLot& one) {
    return one.instrument == lot.instrument && one.account == lot.account && one.unit_cost == lot.unit_cost &&
           one.currency == lot.currency && one.date == lot.date && one.label == lot.label;
  });
  if (same == out_.lots.end()) {
    out_.lots.push_back(std::move(lot));
    return;
  }
  same->quantity += lot.quantity;
  if (same->quantity.is_zero()) out_.lots.erase(same);
}

void Reckoning::arrive(UnitLot lot) {
  if (keeps_pool(lot.account) && lot.quantity.is_positive()) {
    Pool& pool = pool_of(lot.instrument, lot.account);
    Traced held;
    for (const UnitLot& one : out_.lots) {
      const bool inside = one.instrument == lot.instrument && one.quantity.is_positive() &&
                          (!pool.account.is_set() || one.account == pool.account);
      if (inside) held += one.quantity;
    }
    pool.mean = divide(multiply(pool.mean, held) + multiply(lot.unit_cost, lot.quantity), held + lot.quantity)
                    .named({.kind = TrailKind::PoolMean, .date = lot.date, .instrument = lot.instrument});
  }
  add(std::move(lot));
}

std::expected<Reckoning::Places, LotFault> Reckoning::candidates(const Booking& booking) const {
  const Conventions& own = conventions(booking.account);
  Places places;
  Traced held;
  for (std::size_t i = 0; i < out_.lots.size(); ++i) {
    const UnitLot& lot = out_.lots[i];
    const bool is_near = own.lot_scope == LotScope::Global || lot.account == booking.account;
    if (!is_near || lot.instrument != booking.instrument || !lot.quantity.is_positive()) continue;
    if (!agrees(booking.selector, lot)) continue;
    places.push_back(i);
    held += lot.quantity;
  }
  if (places.empty()) return std::unexpected(LotFault::NoMatch);
  if (held < *booking.quantity) return std::unexpected(LotFault::InsufficientLots);
  if (own.ambiguity == Ambiguity::TakeInOrder || places.size() == 1 || held == *booking.quantity) return places;
  if (own.ambiguity == Ambiguity::RefuseUnlessSize) {
    put_in_order(places, LotOrder::OldestFirst);
    const auto sized =
        std::ranges::find_if(places, [&](std::size_t place) { return out_.lots[place].quantity == *booking.quantity; });
    if (sized != places.end()) return Places{*sized};
  }
  return std::unexpected(LotFault::Ambiguous);
}

// Equal ones in the order of arrival.
void Reckoning::put_in_order(Places& places, LotOrder order) const {
  const std::vector<UnitLot>& lots = out_.lots;
  switch (order) {
    case LotOrder::OldestFirst:
    case LotOrder::Average:
      std::ranges::sort(places, {}, [&](std::size_t place) { return std::pair(lots[place].date, place); });
      break;
    case LotOrder::NewestFirst:
      std::ranges::sort(places, {}, [&](std::size_t place) { return std::pair(-lots[place].date.days(), place); });
      break;
    case LotOrder::HighestCostFirst:
      std::ranges::sort(places, {}, [&](std::size_t place) { return std::pair(-lots[place].unit_cost, place); });
      break;
    case LotOrder::None: break;
  }
}

// One lot of all candidates at their weighted mean, in the place and with the marks of the oldest.
void Reckoning::merge(Places& places) {
  if (places.size() < 2) return;
  put_in_order(places, LotOrder::OldestFirst);
  Traced quantity;
  Traced cost;
  for (const std::size_t place : places) {
    UnitLot& lot = out_.lots[place];
    quantity += lot.quantity;
    cost += multiply(lot.quantity, lot.unit_cost);
    lot.quantity = {};
  }
  places.resize(1);
  UnitLot& oldest = out_.lots[places.front()];
  oldest.quantity = quantity;
  oldest.unit_cost =
      divide(cost, quantity).named({.kind = TrailKind::PoolMean, .date = oldest.date, .instrument = oldest.instrument});
}

std::expected<std::vector<Taken>, LotFault> Reckoning::reduce(const Booking& booking) {
  const Conventions& own = conventions(booking.account);
  auto places = candidates(booking);
  if (!places) return std::unexpected(places.error());
  const bool is_average = own.lot_order == LotOrder::Average;
  if (is_average && own.average_form == AverageForm::Merge) merge(*places);
  put_in_order(*places, own.lot_order);
  const bool is_pooled = keeps_pool(booking.account);
  const Traced mean = is_pooled ? pool_of(booking.instrument, booking.account).mean : Traced();
  std::vector<Taken> taken;
  Traced left = *booking.quantity;
  for (const std::size_t place : *places) {
    if (!left.is_positive()) break;
    UnitLot& lot = out_.lots[place];
    if (lot.account != booking.account && !is_average) return std::unexpected(LotFault::WrongAccountForMethod);
    if (lot.account != booking.account && is_pooled) continue;
    Taken& part = taken.emplace_back(Taken{.lot = lot, .unit_cost = is_pooled ? mean : lot.unit_cost});
    part.lot.quantity = std::min(left, lot.quantity);
    lot.quantity = (lot.quantity - part.lot.quantity).named({.kind = TrailKind::UnitsOfLot, .date = booking.date});
    left = (left - part.lot.quantity).named({.kind = TrailKind::UnitsRemaining});
  }
  if (left.is_positive()) return std::unexpected(LotFault::InsufficientLots);
  std::erase_if(out_.lots, [](const UnitLot& lot) { return lot.quantity.is_zero(); });
  return taken;
}

void Reckoning::sell(const Booking& booking) {
  if (booking.opens_lot || conventions(booking.account).lot_order == LotOrder::None)
    return add(lot_of(booking, -*booking.quantity));
  auto taken = reduce(booking);
  if (!taken) {
    out_.fault = taken.error();
    return;
  }
  if (booking.type != BookingType::Sell) return;
  for (Taken& part : *taken) {
    UnitDisposal& disposal = out_.disposals.emplace_back(
        UnitDisposal{.date = booking.date, .lot = std::move(part.lot), .unit_cost = part.unit_cost, .gain = {}});
    if (!booking.price) continue;
    const Traced gain_of_unit = unit_price(booking) - disposal.unit_cost;
    disposal.gain = multiply(disposal.lot.quantity, gain_of_unit).named(label_of(booking, TrailKind::Gain));
    out_.realized_gain += *disposal.gain;
  }
}

void Reckoning::transfer(const Booking& booking) {
  auto taken = reduce(booking);
  if (!taken) {
    out_.fault = taken.error();
    return;
  }
  const bool stays_in_pool = keeps_pool(booking.account) && keeps_pool(booking.counter_account) &&
                             pool_of(booking.instrument, booking.account).account ==
                                 pool_of(booking.instrument, booking.counter_account).account;
  for (Taken& part : *taken) {
    part.lot.account = booking.counter_account;
    if (stays_in_pool) {
      add(std::move(part.lot));
    } else {
      part.lot.unit_cost = part.unit_cost;
      arrive(std::move(part.lot));
    }
  }
}

void Reckoning::split(const Booking& booking) {
  if (!booking.ratio_to || !booking.ratio_from) return;
  for (UnitLot& lot : out_.lots) {
    if (lot.instrument != booking.instrument) continue;
    lot.quantity = multiply_divide(lot.quantity, *booking.ratio_to, *booking.ratio_from);
    lot.unit_cost = multiply_divide(lot.unit_cost, *booking.ratio_from, *booking.ratio_to);
  }
  for (Pool& pool : pools_) {
    if (pool.instrument == booking.instrument)
      pool.mean = multiply_divide(pool.mean, *booking.ratio_from, *booking.ratio_to);
  }
}

void Reckoning::apply(const Booking& booking) {
  if (booking.type == BookingType::Split) return split(booking);
  if (!booking.instrument.is_set() || !booking.quantity || booking.quantity->is_zero()) return;
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn: return arrive(lot_of(booking, *booking.quantity));
    case BookingType::Sell:
    case BookingType::DeliveryOut: return sell(booking);
    case BookingType::TransferOut: return transfer(booking);
    default: return;
  }
}

UnitLots Reckoning::finish() {
  if (is_at_fault()) return {.fault = out_.fault, .lots = {}, .disposals = {}, .realized_gain = {}, .cost_of_lots = {}};
  for (const UnitLot& lot : out_.lots) {
    auto sum = std::ranges::find(out_.cost_of_lots, lot.currency, &TracedMoney::currency);
    if (sum == out_.cost_of_lots.end())
      sum = out_.cost_of_lots.insert(sum, TracedMoney{.amount = {}, .currency = lot.currency});
    sum->amount += multiply(lot.quantity, lot.unit_cost)
                       .named({.kind = TrailKind::LotCost, .date = lot.date, .quantity = lot.quantity.value()});
  }
  return std::move(out_);
}

}  // namespace

std::string_view lot_fault_name(LotFault fault) {
  switch (fault) {
    case LotFault::None: break;
    case LotFault::NoMatch: return "no_match";
    case LotFault::InsufficientLots: return "insufficient_lots";
    case LotFault::Ambiguous: return "ambiguous";
    case LotFault::WrongAccountForMethod: return "wrong_account_for_method";
  }
  return "";
}

UnitLots compute_unit_lots(const BookingInput& input, const Conventions& standard,
                           std::span<const AccountConvention> accounts, std::optional<Date> as_of) {
  std::vector<const Booking*> order;
  for (const Booking& booking : input.bookings) {
    if (!as_of || booking.date <= *as_of) order.push_back(&booking);
  }
  std::ranges::sort(order, {}, [](const Booking* booking) {
    return std::tuple(booking->date, booking->type == BookingType::Sell, booking);
  });
  Reckoning reckoning(input, standard, accounts);
  for (const Booking* booking : order) {
    reckoning.apply(*booking);
    if (reckoning.is_at_fault()) break;
  }
  return reckoning.finish();
}

}  // namespace coffer::ledger
