#include "finance/demo/sample_life.hpp"

#include <algorithm>

namespace coffer::finance {
namespace {

using enum SampleInstrument;
using At = SampleAccount;
using Type = TransactionType;

constexpr Decimal hundredths(std::int64_t value) { return Decimal::from_parts(value, 2); }
constexpr Decimal ten_thousandths(std::int64_t value) { return Decimal::from_parts(value, 4); }
constexpr Decimal share_of(std::int64_t per_cent) { return Decimal::from_parts(per_cent, 2); }

constexpr Date bonds_sold_on = Date::of(2020, 5, 8);
constexpr Date money_gathered_on = Date::of(2020, 5, 12);
constexpr std::int64_t loan = 340'000;
constexpr std::int64_t notary = 8'400;
constexpr std::int64_t transfer_tax = 21'000;
constexpr std::int64_t kept_in_hand = 3'000;

bool is_quarter_end(unsigned month) { return month % 3 == 0; }

Decimal savings_rate(int year) {
  if (year < 2022) return ten_thousandths(30);
  return ten_thousandths(year == 2022 ? 80 : 225);
}

}  // namespace

Date SampleLife::next_weekday() const {
  Date day = today().plus_days(1);
  while (!is_weekday(day)) day = day.plus_days(1);
  return day;
}

Decimal SampleLife::some_amount(std::int64_t least, std::int64_t most) {
  return hundredths(random_.between(least * 100, most * 100));
}

std::vector<TransactionFields> SampleLife::live() {
  for (day_ = 0; day_ < market_.days.size(); ++day_) {
    const auto date = today().ymd();
    const auto month = static_cast<unsigned>(date.month());
    year_ = static_cast<int>(date.year());
    weekday_ = month == month_ ? weekday_ + 1 : 1;
    month_ = month;
    purse_.begin(today());
    if (day_ == 0) begin_life();
    live_day();
  }
  return purse_.take();
}

void SampleLife::begin_life() {
  purse_.receive(At::Current, Type::Deposit, 9'500, "Opening balance");
  purse_.receive(At::Savings, Type::Deposit, 78'000, "Opening balance");
  purse_.receive(At::EuroBrokerage, Type::Deposit, 2'400, "Opening balance");
  purse_.deliver(World, 160, 4'816, Date::of(2014, 5, 12));
  purse_.deliver(Bonds, 240, 11'904, Date::of(2015, 2, 9));
}

void SampleLife::live_day() {
  earn_and_spend();
  if (today() >= sample_home_bought_on) pay_for_home();
  save();
  invest_euros();
  invest_dollars();
  collect_dividends();
  take_profits();
  buy_home();
  const bool month_ends = static_cast<unsigned>(next_weekday().ymd().month()) != month_;
  if (month_ends && is_quarter_end(month_)) close_quarter();
  if (month_ends && month_ == 12) settle_year();
}

void SampleLife::earn_and_spend() {
  if (weekday_ == 1) {
    if (month_ == 1) {
      salary_ = multiply_to(salary_, ten_thousandths(10'250), 2);
      living_ = multiply_to(living_, ten_thousandths(10'210), 2);
    }
    purse_.receive(At::Current, Type::Deposit, salary_, "Salary");
  }
  if (weekday_ == 2) {
    const auto costs = living_ + some_amount(-220, month_ == 12 ? 600 : 220);
    ensure(costs);
    purse_.spend(At::Current, Type::Withdrawal, costs, "Living costs");
  }
  if (weekday_ == 3 && today() < sample_home_bought_on) {
    ensure(1'250);
    purse_.spend(At::Current, Type::Withdrawal, 1'250, "Rent of the flat");
  }
  if (weekday_ == 9 && month_ == 5 && year_ > 2017) {
    const auto assessed = some_amount(140, 620);
    if (year_ % 3 == 0) {
      purse_.receive(At::Current, Type::TaxRefund, assessed, "Tax on investments, as assessed");
    } else {
      ensure(assessed);
      purse_.spend(At::Current, Type::Tax, assessed, "Tax on investments, as assessed");
    }
  }
}

void SampleLife::pay_for_home() {
  if (weekday_ == 3 && purse_.debt().is_positive()) {
    constexpr std::int64_t instalment = 1'165;
    // 1.6 % a year.
    const auto interest = multiply_divide(purse_.debt(), ten_thousandths(160), Decimal(12), 2);
    const auto principal = std::min(Decimal(instalment) - interest, purse_.debt());
    ensure(instalment);
    purse_.repay_loan(principal, interest);
  }
  const auto spend = [&](Type type, const Decimal& amount, std::string note) {
    ensure(amount);
    auto& fields = purse_.spend(At::Home, type, amount, std::move(note));
    fields.instrument = sample_id(Home);
  };
  if (weekday_ == 6 && month_ == 1) spend(Type::Expense, hundredths(482'60), "Insurance of the house");
  if (weekday_ == 11 && month_ % 3 == 2) spend(Type::Tax, hundredths(164'25), "Property tax");
  if (weekday_ == 12 && month_ == 10) spend(Type::Expense, some_amount(450, 3'200), "Repairs");
}

void SampleLife::ensure(const Decimal& amount) {
  const auto missing = amount - purse_.cash(At::Current, sample_euro());
  if (!missing.is_positive()) return;
  const auto moved = std::min(missing + Decimal(500), purse_.cash(At::Savings, sample_euro()));
  if (moved.is_positive()) purse_.send(At::Savings, At::Current, moved, today()).note = "From savings";
}

void SampleLife::save() {
  if (weekday_ != 12) return;
  const auto spare = purse_.cash(At::Current, sample_euro()) - Decimal(kept_in_hand);
  const auto moved = multiply_to(divide(spare, 50, 0, Rounding::Floor), 50, 2);
  if (moved >= Decimal(200)) purse_.send(At::Current, At::Savings, moved, today()).note = "To savings";
}

void SampleLife::buy_for(SampleInstrument instrument, const Decimal& amount, int digits, const Decimal& fee) {
  const auto quantity = divide(amount - fee, close(instrument), digits, Rounding::Floor);
  if (!quantity.is_positive()) return;
  const auto account = sample_currency(instrument) == sample_euro() ? At::EuroBrokerage : At::DollarBrokerage;
  purse_.buy(account, instrument, quantity, close(instrument), fee);
}

void SampleLife::invest_euros() {
  const Decimal plan = year_ < 2023 ? 700 : 1'000;
  if (weekday_ == 4) {
    if (purse_.cash(At::Current, sample_euro()) < plan) return;
    purse_.send(At::Current, At::EuroBrokerage, plan, next_weekday()).note = "Savings plan";
  }
  const auto cash = purse_.cash(At::EuroBrokerage, sample_euro());
  if (weekday_ == 5 && cash >= plan) {
    constexpr SampleInstrument others[] = {Bonds, SmallCompanies, Gold};
    buy_for(World, multiply_to(plan, share_of(55), 2), 4, hundredths(1'50));
    buy_for(others[month_ % 3], multiply_to(plan, share_of(25), 2), 4, hundredths(1'50));
  }
  if (weekday_ == 7 && month_ % 3 == 2 && cash > Decimal(400)) {
    buy_for(Utility, std::min(cash - Decimal(100), Decimal(1'500)), 0, hundredths(5'90));
  }
}

void SampleLife::invest_dollars() {
  if (month_ % 3 != 1 || day_ < 40) return;
  const Decimal plan = year_ < 2023 ? 1'500 : 2'100;
  const auto sent = purse_.cash(At::Current, sample_euro()) >= plan;
  const auto fee = hundredths(2'50);
  if (weekday_ == 6 && sent) {
    if (month_ == 7) {
      purse_.send_as_dollars(plan, market_.dollars[day_], next_weekday());
    } else {
      purse_.send(At::Current, At::DollarBrokerage, plan, next_weekday()).note = "For shares in dollars";
    }
  }
  if (weekday_ == 8) {
    const auto euros = purse_.cash(At::DollarBrokerage, sample_euro()) - fee;
    if (euros > Decimal(100)) purse_.exchange_for_dollars(euros, market_.dollars[day_], fee);
  }
  if (weekday_ == 9) {
    constexpr SampleInstrument turns[] = {Software, Consumer, Chips, Health};
    const auto turn = static_cast<std::size_t>(year_ * 4 + static_cast<int>(month_ / 3)) % 4;
    buy_shares(turns[(turn + static_cast<std::size_t>(year_)) % 4], hundredths(4'95));
  }
}

void SampleLife::buy_shares(SampleInstrument instrument, const Decimal& fee) {
  const auto cash = purse_.cash(At::DollarBrokerage, sample_dollar());
  if (cash > Decimal(200)) buy_for(instrument, cash - Decimal(50), 0, fee);
}

void SampleLife::pay_dividend(SampleInstrument instrument, const Decimal& yield, const Decimal& tax_rate) {
  const auto account = sample_currency(instrument) == sample_euro() ? At::EuroBrokerage : At::DollarBrokerage;
  const auto each = multiply_to(close(instrument), yield, 4);
  const auto gross = multiply_to(purse_.units(account, instrument), each, 2);
  if (gross < Decimal(1)) return;
  const auto tax = multiply_to(gross, tax_rate, 2);
  purse_.distribute(account, instrument, gross - tax, tax);
}

void SampleLife::collect_dividends() {
  if (weekday_ != 13) return;
  if (is_quarter_end(month_)) {
    pay_dividend(World, ten_thousandths(42), ten_thousandths(1'846));
    pay_dividend(Utility, ten_thousandths(105), ten_thousandths(2'638));
    pay_dividend(Consumer, ten_thousandths(68), share_of(15));
    pay_dividend(Health, ten_thousandths(58), share_of(15));
  }
  if (month_ == 5 || month_ == 11) {
    pay_dividend(Bonds, ten_thousandths(72), ten_thousandths(2'638));
    pay_dividend(SmallCompanies, ten_thousandths(90), ten_thousandths(1'846));
  }
}

void SampleLife::sell_share_of(SampleInstrument instrument, const Decimal& share, int digits) {
  const bool euro = sample_currency(instrument) == sample_euro();
  const auto account = euro ? At::EuroBrokerage : At::DollarBrokerage;
  const auto quantity = multiply_to(purse_.units(account, instrument), share, digits, Rounding::Floor);
  if (quantity.is_positive())
    purse_.sell(account, instrument, quantity, close(instrument), euro ? hundredths(9'90) : hundredths(4'95));
}

void SampleLife::take_profits() {
  if (weekday_ == 10 && month_ == 3 && year_ >= 2018) sell_share_of(Utility, share_of(year_ % 2 == 0 ? 15 : 8), 0);
  if (weekday_ == 10 && month_ == 9 && year_ >= 2019) {
    sell_share_of(year_ % 2 == 0 ? Software : Chips, share_of(12), 0);
    sell_share_of(SmallCompanies, share_of(10), 4);
  }
  if (weekday_ == 10 && month_ == 6 && year_ >= 2021 && year_ % 2 == 1) sell_share_of(Gold, share_of(20), 4);
}

void SampleLife::close_quarter() {
  const auto balance = purse_.cash(At::Savings, sample_euro());
  const auto gross = multiply_divide(balance, savings_rate(year_), Decimal(4), 2);
  const auto tax = multiply_to(gross, ten_thousandths(2'638), 2);
  if (gross >= Decimal(1))
    purse_.receive(At::Savings, Type::Interest, gross - tax, "Interest of the quarter").tax = tax;
  ensure(hundredths(11'70));
  purse_.spend(At::Current, Type::Fee, hundredths(11'70), "Account fee of the quarter");
}

void SampleLife::settle_year() {
  const auto charge = [&](SampleAccount account, Currency currency, const Decimal& fee) {
    if (purse_.cash(account, currency) >= fee) purse_.spend(account, Type::Fee, fee, "Custody fee of the year");
  };
  charge(At::EuroBrokerage, sample_euro(), hundredths(24'00));
  charge(At::DollarBrokerage, sample_dollar(), hundredths(18'00));
  if (today() < sample_home_bought_on) return;
  // A year between -2 % and +6 %, to the thousand.
  const auto grown = multiply_to(home_worth_, Decimal(1) + Decimal::from_parts(random_.between(-20, 60), 3), 2);
  home_worth_ = multiply_to(divide(grown, 1'000, 0), 1'000, 2);
  purse_.value_home(home_worth_);
}

void SampleLife::buy_home() {
  if (today() == bonds_sold_on) {
    sell_share_of(Bonds, share_of(85), 4);
    sell_share_of(Gold, share_of(50), 4);
  }
  const Decimal own = home_worth_ + Decimal(notary) + Decimal(transfer_tax) - Decimal(loan);
  if (today() == money_gathered_on) {
    const auto proceeds = purse_.cash(At::EuroBrokerage, sample_euro()) - Decimal(300);
    purse_.send(At::EuroBrokerage, At::Current, proceeds, next_weekday()).note = "For the house";
    const auto rest = own + Decimal(4'000) - proceeds - purse_.cash(At::Current, sample_euro());
    purse_.send(At::Savings, At::Current, rest, next_weekday()).note = "For the house";
  }
  if (today() == sample_home_bought_on) {
    purse_.draw_loan(loan);
    purse_.buy_home(home_worth_, notary, transfer_tax);
  }
}

}  // namespace coffer::finance
