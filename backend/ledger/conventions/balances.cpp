#include "ledger/conventions/balances.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {
namespace {

void move_units(const Booking& booking, std::vector<Decimal>& quantities) {
  if (!booking.instrument.is_set()) return;
  Decimal& quantity = quantities[booking.instrument.value];
  switch (booking.type) {
    case BookingType::Buy:
    case BookingType::DeliveryIn: quantity += booking.quantity.value_or(Decimal()); break;
    case BookingType::Sell:
    case BookingType::DeliveryOut: quantity -= booking.quantity.value_or(Decimal()); break;
    case BookingType::Split:
      if (booking.ratio_to && booking.ratio_from)
        quantity = multiply_divide(quantity, *booking.ratio_to, *booking.ratio_from);
      break;
    default: break;
  }
}

bool is_about_cash(BookingType type) {
  switch (type) {
    case BookingType::TransferOut:
    case BookingType::TransferIn:
    case BookingType::DeliveryIn:
    case BookingType::DeliveryOut:
    case BookingType::Split:
    case BookingType::Liability:
    case BookingType::Valuation: return false;
    default: return true;
  }
}

}  // namespace

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
  std::map<std::pair<AccountIndex, Currency>, Decimal> amounts;
  for (const Booking* booking : order) {
    move_units(*booking, balances.quantities);
    const InstrumentInput* const instrument =
        booking->instrument.is_set() ? &input.instruments[booking->instrument.value] : nullptr;
    if (is_about_cash(booking->type))
      amounts[{booking->account, booking->currency}] += cash_effect_of(*booking, instrument);
  }
  for (const auto& [key, amount] : amounts) {
    const Decimal value = multiply_to(amount, market.rate_to_report(key.second, on), 2);
    balances.cash.push_back({.account = key.first, .currency = key.second, .amount = amount, .value = value});
    balances.cash_value += value;
  }
  return balances;
}

}  // namespace coffer::ledger
