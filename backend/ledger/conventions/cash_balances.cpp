#include "ledger/conventions/cash_balances.hpp"

#include "ledger/conventions/amounts.hpp"

namespace coffer::ledger {

void CashBalances::post(const Booking& booking) {
  const auto& instruments = market_->input().instruments;
  const InstrumentInput* const instrument =
      booking.instrument.is_set() ? &instruments[booking.instrument.value] : nullptr;
  const Decimal effect = cash_effect_of(booking, instrument);
  if (!effect.is_zero()) balances_[{booking.account, booking.currency}] += effect;
}

std::vector<BookedBalance> CashBalances::list(Date on) const {
  std::vector<BookedBalance> list;
  for (const auto& [key, balance] : balances_)
    list.push_back({.account = key.first,
                    .currency = key.second,
                    .amount = balance,
                    .value = multiply_to(balance, market_->rate_to_report(key.second, on), 2)});
  return list;
}

Decimal CashBalances::value(Date on) const {
  Decimal sum;
  for (const auto& [key, balance] : balances_) sum += multiply_to(balance, market_->rate_to_report(key.second, on), 2);
  return sum;
}

Decimal CashBalances::booked_value(Date on) const {
  Decimal sum;
  for (const auto& [key, balance] : balances_) {
    const bool is_report = key.second == market_->input().report;
    sum += is_report ? balance : multiply_to(balance, market_->rate_to_report(key.second, on), 2);
  }
  return sum;
}

}  // namespace coffer::ledger
