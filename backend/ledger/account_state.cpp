#include "ledger/account_state.hpp"

namespace coffer::ledger {

AccountStates::AccountStates(const Book& book)
    : book_(book),
      currencies_(book.currencies.size()),
      held_(book.positions.size()),
      in_transit_(book.positions.size()),
      cash_(book.accounts.size() * currencies_),
      loans_(cash_.size()),
      excess_(book.accounts.size()),
      places_(book.accounts.size()) {
  for (std::size_t i = 0; i < book.positions.size(); ++i)
    places_[book.positions[i].account.value].push_back(static_cast<std::uint32_t>(i));
}

void AccountStates::apply(const QuantityStep& step) {
  if (!step.held.is_zero()) held_[step.position] += step.held;
  if (!step.in_transit.is_zero()) in_transit_[step.position] += step.in_transit;
}

void AccountStates::apply(const CashStep& step) {
  (step.place == CashPlace::Loan ? loans_ : cash_)[slot(step.account, step.currency)] += step.amount;
}

void AccountStates::apply(const StatedAmount& valuation) {
  StatedExcess& excess = excess_[valuation.account.value];
  excess = {};
  const Decimal computed = value(valuation.account, valuation.date);
  const Conversion rate = book_.rates.find(valuation.currency, valuation.date);
  excess = {.currency = valuation.currency, .amount = valuation.amount - rate.convert_back(computed)};
}

Decimal AccountStates::value(AccountIndex account, Date on) const {
  Decimal total;
  for (const std::uint32_t place : places_[account.value]) {
    const Decimal units = held_[place] + in_transit_[place];
    if (units.is_zero()) continue;
    const InstrumentIndex what = book_.positions[place].instrument;
    const Quote quote = book_.prices.find(what, on);
    if (!quote.is_known()) continue;
    total += book_.rates.find(book_.instrument_currency[what.value], on).convert(quote.value(units));
  }
  for (std::size_t i = 0; i < currencies_; ++i) {
    const auto currency = static_cast<std::uint8_t>(i);
    const Decimal money = cash(account, currency) + loan(account, currency);
    if (!money.is_zero()) total += book_.rates.find(currency, on).convert(money);
  }
  const StatedExcess& stated = excess_[account.value];
  if (!stated.amount.is_zero()) total += book_.rates.find(stated.currency, on).convert(stated.amount);
  return total;
}

AccountStates states_on(const Book& book, Date on) {
  AccountStates states(book);
  std::size_t quantity = 0;
  std::size_t cash = 0;
  const auto apply_until = [&](Date day) {
    for (; quantity < book.quantity_steps.size() && book.quantity_steps[quantity].date <= day; ++quantity)
      states.apply(book.quantity_steps[quantity]);
    for (; cash < book.cash_steps.size() && book.cash_steps[cash].date <= day; ++cash)
      states.apply(book.cash_steps[cash]);
  };
  for (const StatedAmount& valuation : book.account_valuations) {
    if (valuation.date > on) break;
    apply_until(valuation.date);
    states.apply(valuation);
  }
  apply_until(on);
  return states;
}

}  // namespace coffer::ledger
