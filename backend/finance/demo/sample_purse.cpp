#include "finance/demo/sample_purse.hpp"

#include "finance/demo/sample_market.hpp"

namespace coffer::finance {
namespace {

Date weekdays_after(Date day, int count) {
  while (count > 0) {
    day = day.plus_days(1);
    if (is_weekday(day)) --count;
  }
  return day;
}

}  // namespace

Decimal& SamplePurse::purse(SampleAccount account, Currency currency) {
  return cash_[{account == SampleAccount::Home ? SampleAccount::Current : account, currency}];
}

Decimal SamplePurse::cash(SampleAccount account, Currency currency) const {
  const auto found = cash_.find({account, currency});
  return found == cash_.end() ? Decimal() : found->second;
}

Decimal SamplePurse::units(SampleAccount account, SampleInstrument instrument) const {
  const auto found = units_.find({account, instrument});
  return found == units_.end() ? Decimal() : found->second;
}

void SamplePurse::begin(Date day) {
  day_ = day;
  number_ = 0;
  std::erase_if(arrivals_, [&](const Arrival& arrival) {
    if (arrival.on > day) return false;
    purse(arrival.account, arrival.currency) += arrival.amount;
    return true;
  });
  for (const auto& split : sample_splits()) {
    if (split.effective_on != day) continue;
    for (auto& [position, quantity] : units_) {
      if (sample_id(position.second) != split.instrument) continue;
      quantity = multiply_divide(quantity, Decimal(split.ratio_to), Decimal(split.ratio_from), 4);
    }
  }
}

TransactionFields& SamplePurse::book(SampleAccount account, TransactionType type, Currency currency, Decimal amount) {
  TransactionFields fields;
  fields.account = sample_id(account);
  fields.type = type;
  fields.date = day_;
  fields.currency = currency;
  fields.amount = std::move(amount);
  fields.sequence = ++number_;
  booked_.push_back(std::move(fields));
  return booked_.back();
}

TransactionFields& SamplePurse::receive(SampleAccount account, TransactionType type, Decimal amount, std::string note) {
  purse(account, sample_euro()) += amount;
  auto& fields = book(account, type, sample_euro(), std::move(amount));
  fields.note = std::move(note);
  return fields;
}

TransactionFields& SamplePurse::spend(SampleAccount account, TransactionType type, Decimal amount, std::string note) {
  const auto currency = account == SampleAccount::DollarBrokerage ? sample_dollar() : sample_euro();
  purse(account, currency) -= amount;
  auto& fields = book(account, type, currency, std::move(amount));
  fields.note = std::move(note);
  return fields;
}

void SamplePurse::deliver(SampleInstrument instrument, Decimal quantity, Decimal cost, Date acquired_on) {
  units_[{SampleAccount::EuroBrokerage, instrument}] += quantity;
  auto& fields =
      book(SampleAccount::EuroBrokerage, TransactionType::DeliveryIn, sample_currency(instrument), Decimal());
  fields.amount.reset();
  fields.instrument = sample_id(instrument);
  fields.quantity = std::move(quantity);
  fields.cost = std::move(cost);
  fields.cost_date = acquired_on;
  fields.note = "Brought along from another broker";
}

void SamplePurse::expect(SampleAccount account, Currency currency, Decimal amount, Date arrival) {
  if (arrival <= day_) {
    purse(account, currency) += amount;
  } else {
    arrivals_.push_back({arrival, account, currency, std::move(amount)});
  }
}

TransactionFields& SamplePurse::send(SampleAccount from, SampleAccount to, Decimal amount, Date arrival) {
  purse(from, sample_euro()) -= amount;
  expect(to, sample_euro(), amount, arrival);
  auto& fields = book(from, TransactionType::CashTransfer, sample_euro(), std::move(amount));
  fields.counter_account = sample_id(to);
  if (arrival != day_) fields.counter_date = arrival;
  return fields;
}

void SamplePurse::send_as_dollars(Decimal euros, Decimal rate, Date arrival) {
  const auto dollars = multiply_to(euros, rate, 2);
  purse(SampleAccount::Current, sample_euro()) -= euros;
  expect(SampleAccount::DollarBrokerage, sample_dollar(), dollars, arrival);
  auto& fields = book(SampleAccount::Current, TransactionType::CashTransfer, sample_euro(), std::move(euros));
  fields.counter_account = sample_id(SampleAccount::DollarBrokerage);
  fields.counter_date = arrival;
  fields.counter_amount = dollars;
  fields.counter_currency = sample_dollar();
  fields.fx_rate = std::move(rate);
  fields.note = "Sent in euro, arrived in dollars";
}

void SamplePurse::exchange_for_dollars(Decimal euros, Decimal rate, Decimal fee) {
  const auto dollars = multiply_to(euros, rate, 2);
  purse(SampleAccount::DollarBrokerage, sample_euro()) -= euros + fee;
  purse(SampleAccount::DollarBrokerage, sample_dollar()) += dollars;
  auto& fields = book(SampleAccount::DollarBrokerage, TransactionType::FxExchange, sample_euro(), std::move(euros));
  fields.counter_amount = dollars;
  fields.counter_currency = sample_dollar();
  fields.fx_rate = std::move(rate);
  fields.fee = std::move(fee);
}

void SamplePurse::buy(SampleAccount account, SampleInstrument instrument, Decimal quantity, Decimal price,
                      Decimal fee) {
  const auto currency = sample_currency(instrument);
  const auto amount = multiply_to(quantity, price, 2) + fee;
  purse(account, currency) -= amount;
  units_[{account, instrument}] += quantity;
  auto& fields = book(account, TransactionType::Buy, currency, amount);
  fields.instrument = sample_id(instrument);
  fields.quantity = std::move(quantity);
  fields.price = std::move(price);
  fields.settlement_date = weekdays_after(day_, 2);
  if (!fee.is_zero()) fields.fee = std::move(fee);
}

void SamplePurse::sell(SampleAccount account, SampleInstrument instrument, Decimal quantity, Decimal price,
                       Decimal fee) {
  const auto currency = sample_currency(instrument);
  const auto amount = multiply_to(quantity, price, 2) - fee;
  purse(account, currency) += amount;
  units_[{account, instrument}] -= quantity;
  auto& fields = book(account, TransactionType::Sell, currency, amount);
  fields.instrument = sample_id(instrument);
  fields.quantity = std::move(quantity);
  fields.price = std::move(price);
  fields.settlement_date = weekdays_after(day_, 2);
  fields.fee = std::move(fee);
}

void SamplePurse::distribute(SampleAccount account, SampleInstrument instrument, Decimal net, Decimal tax) {
  const auto currency = sample_currency(instrument);
  purse(account, currency) += net;
  auto& fields = book(account, TransactionType::Dividend, currency, std::move(net));
  fields.instrument = sample_id(instrument);
  fields.tax = std::move(tax);
}

void SamplePurse::buy_home(Decimal price, Decimal fee, Decimal tax) {
  buy(SampleAccount::Home, SampleInstrument::Home, Decimal(1), std::move(price), std::move(fee));
  auto& fields = booked_.back();
  purse(SampleAccount::Home, sample_euro()) -= tax;
  fields.amount = *fields.amount + tax;
  fields.tax = std::move(tax);
  fields.settlement_date.reset();
  fields.note = "The house: price, notary and agent, transfer tax";
}

void SamplePurse::value_home(Decimal worth) {
  auto& fields = book(SampleAccount::Home, TransactionType::Valuation, sample_euro(), std::move(worth));
  fields.instrument = sample_id(SampleInstrument::Home);
  fields.note = "Own estimate at the end of the year";
}

void SamplePurse::draw_loan(Decimal amount) {
  purse(SampleAccount::Current, sample_euro()) += amount;
  debt_ += amount;
  book(SampleAccount::Current, TransactionType::LoanDraw, sample_euro(), std::move(amount)).counter_account =
      sample_id(SampleAccount::Mortgage);
}

void SamplePurse::repay_loan(Decimal principal, Decimal interest) {
  const auto amount = principal + interest;
  purse(SampleAccount::Current, sample_euro()) -= amount;
  debt_ -= principal;
  auto& fields = book(SampleAccount::Current, TransactionType::LoanRepayment, sample_euro(), amount);
  fields.counter_account = sample_id(SampleAccount::Mortgage);
  fields.principal = std::move(principal);
  fields.interest = std::move(interest);
}

}  // namespace coffer::finance
