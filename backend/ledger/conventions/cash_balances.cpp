#include "ledger/conventions/cash_balances.hpp"

#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {

Traced CashBalances::in_report(const Traced& balance, Currency currency, Date on) const {
  return multiply_to(balance, market_->rate_to_report(currency, on), 2)
      .named({.kind = TrailKind::Value, .date = on, .currency = market_->input().report});
}

void CashBalances::post(const Booking& booking) {
  const auto& instruments = market_->input().instruments;
  const BookedInstrument* const instrument =
      booking.instrument.is_set() ? &instruments[booking.instrument.value] : nullptr;
  const Traced effect = cash_effect_of(booking, instrument);
  if (!effect.is_zero()) balances_[{booking.account, booking.currency}] += effect;
}

std::vector<BookedBalance> CashBalances::list(Date on) const {
  std::vector<BookedBalance> list;
  for (const auto& [key, balance] : balances_)
    list.push_back({.account = key.first,
                    .currency = key.second,
                    .amount = balance.named({.kind = TrailKind::Cash, .date = on, .currency = key.second}),
                    .value = in_report(balance, key.second, on)});
  return list;
}

Traced CashBalances::value(Date on) const {
  Traced sum;
  for (const auto& [key, balance] : balances_) sum += in_report(balance, key.second, on);
  return sum;
}

Traced CashBalances::booked_value(Date on) const {
  Traced sum;
  for (const auto& [key, balance] : balances_) {
    const bool is_report = key.second == market_->input().report;
    sum += is_report ? balance : in_report(balance, key.second, on);
  }
  return sum;
}

}  // namespace coffer::ledger
