// How a random history writes each kind of row; included by random_history.hpp.
#pragma once

#include "ledger/random_history.hpp"

namespace coffer::ledger::fixture {

// ---- trades ----

// Price and costs, in the instrument's currency or, at a recorded rate or at none, in euro.
inline void RandomHistory::price_trade(Transaction& row) {
  const Currency own = currency_of(row.instrument);
  const Currency euro = money("EUR");
  row.price = close(row.instrument);
  const int way = own == euro ? 0 : pick(10);
  if (way > 6) row.currency = euro;
  row.fee = some_money(row.currency, 9);
  row.tax = some_money(row.currency, 2);
  if (row.instrument.value == bond && chance(50)) row.detail.edit().accrued = some_money(row.currency, 30);
  if (way < 8) return;
  RecordedFx& fx = row.detail.edit().fx.emplace();
  fx.priced_in = own;
  const bool is_yen = own == money("JPY");
  fx.rate = Decimal::from_parts(8'000 + pick(2'000), is_yen ? 6 : 4);
  if (way == 8) return;
  // Both sums are stated; the rate follows from them.
  const Decimal gross = in_minor(multiply(multiply(*row.quantity, *row.price), *fx.rate), euro) + Decimal(1);
  const Decimal costs = row.fee + row.tax;
  row.amount = row.type == TransactionType::Buy ? gross + costs : std::max(gross - costs, Decimal());
  fx.rate.reset();
}

inline bool RandomHistory::buy(Transaction& row) {
  row.type = TransactionType::Buy;
  const Decimal there = held(row.account, row.instrument);
  row.quantity = Decimal::from_parts(pick(300'00) + 100, 2);
  if (there.is_negative() && chance(40)) row.quantity = -there;
  price_trade(row);
  give(row.account, row.instrument, *row.quantity);
  return true;
}

inline bool RandomHistory::sell(Transaction& row) {
  row.type = TransactionType::Sell;
  const Decimal there = held(row.account, row.instrument);
  const bool goes_beyond = chance(8);
  if (!there.is_positive() && !goes_beyond) return buy(row);
  row.quantity = there.is_positive() ? part_of(there) : Decimal(0);
  if (goes_beyond) row.quantity = trim(std::max(there, Decimal()) + Decimal::from_parts(pick(50'00) + 1, 2));
  price_trade(row);
  take(row.account, row.instrument, *row.quantity);
  return true;
}

// ---- income, costs, money ----

inline bool RandomHistory::get_dividend(Transaction& row) {
  row.type = TransactionType::Dividend;
  row.amount = some_money(row.currency, 300);
  if (held(row.account, row.instrument).is_negative()) {
    row.amount = -*row.amount;
    return true;
  }
  row.tax = some_money(row.currency, 20);
  if (chance(30)) row.fee = some_money(row.currency, 2);
  if (row.currency == money("USD") && chance(40)) {
    Settlement& settled = row.detail.edit().settled.emplace();
    settled.currency = money("EUR");
    settled.amount = in_minor(multiply(*row.amount, number("0.87")), settled.currency) + number("0.01");
  }
  return true;
}

inline bool RandomHistory::get_or_pay(Transaction& row) {
  using enum TransactionType;
  constexpr std::array types{Interest, InterestCharge, Income, Expense, Fee, FeeRefund, Tax, TaxRefund};
  row.type = types[static_cast<std::size_t>(pick(types.size()))];
  row.amount = some_money(row.currency, 200);
  if (chance(50)) row.instrument = {};
  if (row.type == Income) row.detail.edit().category = chance(50) ? IncomeCategory::Rent : IncomeCategory::Other;
  if (row.type == Interest || row.type == Income) row.tax = some_money(row.currency, 10);
  return true;
}

inline bool RandomHistory::bring_money(Transaction& row) {
  row.type = chance(65) ? TransactionType::Deposit : TransactionType::Withdrawal;
  row.instrument = {};
  row.amount = some_money(row.currency, 9'000);
  return true;
}

inline bool RandomHistory::send_money(Transaction& row) {
  row.type = TransactionType::CashTransfer;
  row.instrument = {};
  row.amount = some_money(row.currency, 3'000);
  row.counter_account = account((row.account.value + 1 + static_cast<std::uint32_t>(pick(3))) % holders);
  TransactionDetail& detail = row.detail.edit();
  if (chance(60)) detail.arrival_date = today_.plus_days(pick(6));
  if (chance(5)) detail.arrival = Arrival::Pending;
  const Currency arriving = any_currency();
  if (arriving == row.currency) return true;
  detail.counter_currency = arriving;
  detail.counter_amount = some_money(arriving, 3'000);
  row.fee = some_money(row.currency, 5);
  return true;
}

inline bool RandomHistory::change_money(Transaction& row) {
  row.type = TransactionType::FxExchange;
  row.instrument = {};
  const Currency other = any_currency();
  if (other == row.currency) return false;
  row.amount = some_money(row.currency, 3'000);
  row.detail.edit().counter_currency = other;
  row.detail.edit().counter_amount = some_money(other, 3'000);
  row.fee = some_money(row.currency, 5);
  return true;
}

inline bool RandomHistory::borrow(Transaction& row) {
  row.instrument = {};
  row.counter_account = account(Mortgage);
  row.amount = some_money(row.currency, 5'000) + Decimal(1'000);
  row.type = TransactionType::LoanDraw;
  if (chance(50)) return true;
  row.type = TransactionType::LoanRepayment;
  row.detail.edit().interest = some_money(row.currency, 5);
  row.fee = some_money(row.currency, 1);
  return true;
}

// ---- units without a trade ----

inline bool RandomHistory::transfer(Transaction& row) {
  row.type = TransactionType::Transfer;
  const Decimal there = held(row.account, row.instrument);
  if (!there.is_positive() && !chance(5)) return false;
  row.quantity = there.is_positive() ? part_of(there) : Decimal(3);
  row.counter_account = account((row.account.value + 1 + static_cast<std::uint32_t>(pick(3))) % holders);
  TransactionDetail& detail = row.detail.edit();
  if (chance(60)) detail.arrival_date = today_.plus_days(pick(8));
  if (chance(4)) detail.arrival = Arrival::Pending;
  remove(row.account, row.instrument, *row.quantity);
  if (held(row.account, row.instrument) > Decimal(1) && chance(20)) {
    detail.fee_quantity = number("0.25");
    detail.fee_price = close(row.instrument);
    take(row.account, row.instrument, detail.fee_quantity);
  }
  const Date arrival =
      detail.arrival == Arrival::Pending ? today_.plus_days(100'000) : detail.arrival_date.value_or(today_);
  moving_.push_back({arrival, row.account, row.counter_account, row.instrument, *row.quantity});
  land(today_);
  return true;
}

inline bool RandomHistory::deliver_in(Transaction& row) {
  row.type = TransactionType::DeliveryIn;
  row.quantity = Decimal::from_parts(pick(20'00) + 1, 2);
  if (!chance(10)) {
    row.detail.edit().cost = some_money(row.currency, 2'000);
    row.detail.edit().cost_date = std::max(today_.plus_days(-pick(60)), first_day().plus_days(-20));
  }
  give(row.account, row.instrument, *row.quantity);
  return true;
}

inline bool RandomHistory::deliver_out(Transaction& row) {
  row.type = TransactionType::DeliveryOut;
  const Decimal there = held(row.account, row.instrument);
  if (!there.is_positive()) return false;
  row.quantity = part_of(there);
  if (chance(10)) row.quantity = there + Decimal(1);
  if (chance(50)) {
    row.detail.edit().delivery = DeliveryMode::Realises;
    row.price = close(row.instrument);
  }
  remove(row.account, row.instrument, *row.quantity);
  return true;
}

inline bool RandomHistory::get_reward(Transaction& row) {
  row.type = TransactionType::Reward;
  row.quantity = Decimal::from_parts(pick(500) + 1, 2);
  row.amount = some_money(row.currency, 90);
  row.tax = some_money(row.currency, 3);
  give(row.account, row.instrument, *row.quantity);
  return true;
}

inline bool RandomHistory::swap(Transaction& row) {
  row.type = TransactionType::Swap;
  const Decimal there = held(row.account, row.instrument);
  TransactionDetail& detail = row.detail.edit();
  detail.new_instrument = any_instrument();
  if (!there.is_positive() || detail.new_instrument == row.instrument) return false;
  row.quantity = part_of(there);
  row.amount = some_money(row.currency, 2'000);
  row.fee = some_money(row.currency, 2);
  detail.new_quantity = Decimal::from_parts(pick(100'00) + 1, 2);
  take(row.account, row.instrument, *row.quantity);
  give(row.account, detail.new_instrument, *detail.new_quantity);
  return true;
}

inline bool RandomHistory::exercise(Transaction& row) {
  row.type = TransactionType::Rights;
  const Decimal there = held(row.account, row.instrument);
  TransactionDetail& detail = row.detail.edit();
  detail.rights_action = RightsAction::Exercise;
  detail.new_instrument = any_instrument();
  if (!there.is_positive() || detail.new_instrument == row.instrument) return false;
  row.quantity = part_of(there);
  row.amount = some_money(row.currency, 900);
  detail.new_quantity = Decimal::from_parts(pick(50'00) + 1, 2);
  remove(row.account, row.instrument, *row.quantity);
  give(row.account, detail.new_instrument, *detail.new_quantity);
  return true;
}

// Mostly a small part of the cost, now and then more than all of it.
inline bool RandomHistory::return_capital(Transaction& row) {
  row.type = TransactionType::ReturnOfCapital;
  const Decimal there = held(row.account, row.instrument);
  if (!there.is_positive()) return false;
  const Decimal worth =
      multiply(there, multiply(close(row.instrument), input_.instruments[row.instrument.value].price_factor));
  row.amount =
      in_minor(multiply(worth, Decimal::from_parts(chance(80) ? pick(10) + 1 : 100 + pick(50), 2)), row.currency);
  return row.amount->is_positive();
}

// ---- corporate actions ----

inline Decimal RandomHistory::held_by_all(InstrumentIndex what) const {
  Decimal sum;
  for (const auto& [place, units] : held_) {
    if (place.second == what) sum += abs(units);
  }
  return sum;
}

// One action an instrument and day.
inline bool RandomHistory::begin_action(const Transaction& row) {
  const InstrumentIndex next = row.detail->new_instrument;
  const auto has_acted = [&](InstrumentIndex one) { return std::ranges::find(acted_, one) != acted_.end(); };
  if (next == row.instrument || has_acted(row.instrument) || has_acted(next)) return false;
  acted_.push_back(row.instrument);
  if (next.is_set()) acted_.push_back(next);
  return true;
}

// One after which units still have few digits: those of a whole position are stored without rounding.
inline bool RandomHistory::choose_ratio(Transaction& row) {
  constexpr std::array more{std::pair(2, 1), std::pair(3, 1), std::pair(3, 2), std::pair(5, 4)};
  constexpr std::array less{std::pair(1, 2), std::pair(1, 4), std::pair(2, 5), std::pair(1, 10)};
  const bool grows = held_by_all(row.instrument) < Decimal(2'000);
  const auto [to, from] = (grows ? more : less)[static_cast<std::size_t>(pick(4))];
  constexpr int most_digits = 8;
  const auto fits = [&](const Decimal& units) { return trim(multiply_divide(units, to, from)).scale() <= most_digits; };
  for (const auto& [place, units] : held_) {
    if (place.second == row.instrument && !fits(units)) return false;
  }
  for (const Moving& one : moving_) {
    if (one.instrument == row.instrument && !fits(one.units)) return false;
  }
  row.detail.edit().ratio_to = to;
  row.detail.edit().ratio_from = from;
  return true;
}

// What the accounts got of `what` in whole units; each that has a fraction may be paid for it.
inline void RandomHistory::pay_fractions(Transaction row, InstrumentIndex what) {
  bool is_told = false;
  for (std::uint32_t i = 0; i < holders; ++i) {
    const Decimal there = held(account(i), what);
    const Decimal fraction = there - rescale(there, 0, Rounding::Floor);
    if (!there.is_positive() || fraction.is_zero() || chance(50)) continue;
    row.account = account(i);
    row.currency = currency_of(what);
    CashInLieu& paid = row.detail.edit().cash_in_lieu.emplace();
    paid.quantity = trim(fraction);
    paid.amount = some_money(row.currency, 90);
    held(account(i), what) = trim(there - fraction);
    write(row);
    is_told = true;
  }
  if (is_told) return;
  row.account = {};
  write(std::move(row));
}

inline bool RandomHistory::split(Transaction& row) {
  row.type = chance(80) ? TransactionType::Split : TransactionType::StockDividend;
  if (!choose_ratio(row) || !begin_action(row)) return false;
  const auto divide = [&](Decimal& units) {
    units = trim(multiply_divide(units, *row.detail->ratio_to, *row.detail->ratio_from));
  };
  for (auto& [place, units] : held_) {
    if (place.second == row.instrument) divide(units);
  }
  for (Moving& one : moving_) {
    if (one.instrument == row.instrument) divide(one.units);
  }
  if (row.type == TransactionType::StockDividend) {
    row.account = {};
    return true;
  }
  pay_fractions(row, row.instrument);
  return false;
}

inline bool RandomHistory::get_stock_dividend(Transaction& row) {
  row.type = TransactionType::StockDividend;
  const Decimal there = held(row.account, row.instrument);
  if (there.is_negative() || (there.is_zero() && !chance(5)) || !begin_action(row)) return false;
  row.quantity = Decimal::from_parts(pick(500) + 1, 2);
  if (chance(40)) row.amount = some_money(row.currency, 90);
  give(row.account, row.instrument, *row.quantity);
  return true;
}

// Or a grant of rights.
inline bool RandomHistory::spin_off(Transaction& row) {
  row.type = chance(65) ? TransactionType::SpinOff : TransactionType::Rights;
  TransactionDetail& detail = row.detail.edit();
  detail.new_instrument = any_instrument();
  if (!choose_ratio(row) || !begin_action(row)) return false;
  if (row.type == TransactionType::SpinOff || chance(50)) detail.cost_share = Decimal::from_parts(pick(60), 2);
  const auto child_units = [&](const Decimal& units) {
    return trim(multiply_divide(units, *detail.ratio_to, *detail.ratio_from));
  };
  for (std::uint32_t i = 0; i < holders; ++i)
    give(account(i), detail.new_instrument, child_units(held(account(i), row.instrument)));
  for (const Moving& one : moving_) {
    if (one.instrument == row.instrument) give(one.sender, detail.new_instrument, child_units(one.units));
  }
  if (row.type == TransactionType::SpinOff) {
    pay_fractions(row, detail.new_instrument);
    return false;
  }
  row.account = {};
  return true;
}

// For units, for units and cash to one account, or a change of name.
inline bool RandomHistory::merge(Transaction& row) {
  const bool pays = chance(40) && held(row.account, row.instrument) > Decimal(1);
  row.type = pays || chance(50) ? TransactionType::Merger : TransactionType::SymbolChange;
  TransactionDetail& detail = row.detail.edit();
  detail.new_instrument = any_instrument();
  if (row.type == TransactionType::Merger && !choose_ratio(row)) return false;
  if (!begin_action(row)) return false;
  if (pays) {
    row.amount = some_money(row.currency, 4'000);
    detail.new_price = close(detail.new_instrument);
  } else {
    row.account = {};
  }
  const auto new_units = [&](const Decimal& units) {
    return detail.ratio_to ? trim(multiply_divide(units, *detail.ratio_to, *detail.ratio_from)) : units;
  };
  const auto is_concerned = [&](AccountIndex one) { return !row.account.is_set() || one == row.account; };
  for (std::uint32_t i = 0; i < holders; ++i) {
    if (!is_concerned(account(i))) continue;
    give(account(i), detail.new_instrument, new_units(held(account(i), row.instrument)));
    held(account(i), row.instrument) = 0;
  }
  for (Moving& one : moving_) {
    if (one.instrument != row.instrument || !is_concerned(one.sender)) continue;
    one.units = new_units(one.units);
    one.instrument = detail.new_instrument;
  }
  return true;
}

inline const std::array<RandomHistory::Kind, 15> RandomHistory::rows_{{{26, &RandomHistory::buy},
                                                                       {26, &RandomHistory::sell},
                                                                       {7, &RandomHistory::get_dividend},
                                                                       {9, &RandomHistory::get_or_pay},
                                                                       {6, &RandomHistory::bring_money},
                                                                       {4, &RandomHistory::send_money},
                                                                       {4, &RandomHistory::change_money},
                                                                       {8, &RandomHistory::transfer},
                                                                       {2, &RandomHistory::deliver_in},
                                                                       {2, &RandomHistory::deliver_out},
                                                                       {2, &RandomHistory::exercise},
                                                                       {2, &RandomHistory::return_capital},
                                                                       {2, &RandomHistory::get_reward},
                                                                       {2, &RandomHistory::swap},
                                                                       {2, &RandomHistory::borrow}}};
inline const std::array<RandomHistory::Kind, 4> RandomHistory::actions_{{{4, &RandomHistory::split},
                                                                         {2, &RandomHistory::get_stock_dividend},
                                                                         {3, &RandomHistory::spin_off},
                                                                         {2, &RandomHistory::merge}}};

}  // namespace coffer::ledger::fixture
