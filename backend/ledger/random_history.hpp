// Long random books for the comparison with the reference book: what one household might do in a year,
// quickly, in every kind of transaction. Each from its seed.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "ledger/book_fixture.hpp"
#include "ledger/order.hpp"

namespace coffer::ledger::fixture {

// Rows carry the number of their operation as `sequence` and lie in any order.
class RandomHistory {
 public:
  RandomHistory(unsigned seed, int operations) : random_(seed), operations_(operations) {}

  BookInput make() {
    open_accounts();
    list_instruments();
    while (written() < operations_) live_a_day();
    std::ranges::shuffle(input_.transactions, random_);
    return std::move(input_);
  }

  static Date first_day() { return Date::from_days(19'000); }

 private:
  enum Account : std::uint32_t { Broker, CashOnly, Untracked, Settled, Mortgage, accounts };
  static constexpr std::uint32_t holders = Mortgage;  // accounts that hold units
  static constexpr std::uint32_t instruments = 7;
  static constexpr std::uint32_t bond = 3;

  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool chance(int percent) { return pick(100) < percent; }
  [[nodiscard]] int written() const { return static_cast<int>(input_.transactions.size()); }
  AccountIndex any_holder() { return account(static_cast<std::uint32_t>(pick(holders))); }
  InstrumentIndex any_instrument() { return instrument(static_cast<std::uint32_t>(pick(instruments))); }
  Currency any_currency() { return input_.instruments[any_instrument().value].currency; }
  [[nodiscard]] Currency currency_of(InstrumentIndex what) const { return input_.instruments[what.value].currency; }

  // ---- the household ----

  void open_accounts() {
    using enum CostMethod;
    constexpr std::array methods{Fifo, Average, Lifo, Hifo};
    const auto any_method = [&] { return methods[static_cast<std::size_t>(pick(4))]; };
    input_.accounts.resize(accounts);
    for (AccountInput& one : input_.accounts) {
      one.methods = {{.from = Date::from_days(0), .method = any_method()}};
      if (chance(40)) one.methods.push_back({.from = first_day().plus_days(pick(250)), .method = any_method()});
      one.shorts = chance(50) ? ShortSales::Allowed : ShortSales::Refused;
    }
    input_.accounts[Untracked].cash = CashMode::Untracked;
    input_.accounts[Settled].cash = CashMode::Settled;
    input_.accounts[Settled].settlement = account(Broker);
    input_.accounts[Mortgage].nature = AccountNature::Loan;
  }

  void list_instruments() {
    const bool is_far = pick(2) == 0;  // a currency that is two rates away
    const std::array currencies{money("EUR"), money("USD"), is_far ? money("JPY") : money("USD")};
    for (std::uint32_t i = 0; i < instruments; ++i) {
      input_.instruments.push_back({.currency = currencies[i % 3]});
      const bool is_yen = currency_of(instrument(i)) == money("JPY");
      input_.prices.push_back(i == bond ? walk(98'00, 2, 100, 3)
                                        : walk(is_yen ? 9'000 : 50'00 + pick(100'00), is_yen ? 0 : 2, 300, 3));
    }
    input_.instruments[bond].price_factor = number("0.01");
    input_.rates.push_back({money("EUR"), money("USD"), walk(1'1000, 4, 100, 14)});
    if (is_far) input_.rates.push_back({money("USD"), money("JPY"), walk(150'00, 2, 100, 14)});
  }

  // A value on the day before the first, then on two of `gap` days.
  std::shared_ptr<const DecimalSeries> walk(int start, int scale, int step, int gap) {
    DecimalSeries made;
    int value = start;
    for (int i = -1; i <= operations_ / 4 + 10; ++i) {
      if (i >= 0 && pick(gap) > 1) continue;
      value = std::max(start / 3, value + pick(2 * step + 1) - step);
      made.append(first_day().plus_days(i), Decimal::from_parts(value, scale));
    }
    return std::make_shared<DecimalSeries>(std::move(made));
  }
  [[nodiscard]] Decimal close(InstrumentIndex what) const {
    const DecimalSeries& closes = *input_.prices[what.value];
    return closes.value(*closes.find_last(today_));
  }
  Decimal some_money(Currency currency, int most) {
    return currency.minor_digits() == 0 ? Decimal((pick(most) + 1) * 100)
                                        : Decimal::from_parts(pick(most * 100) + 1, 2);
  }
  static Decimal in_minor(const Decimal& amount, Currency currency) { return rescale(amount, currency.minor_digits()); }

  // ---- what is held, as far as the next row has to know ----

  Decimal& held(AccountIndex holder, InstrumentIndex what) { return held_[{holder, what}]; }
  void take(AccountIndex holder, InstrumentIndex what, const Decimal& units) {
    Decimal& there = held(holder, what);
    const bool may_short = input_.accounts[holder.value].shorts == ShortSales::Allowed;
    there = trim(there - units);
    if (there.is_negative() && !may_short) there = 0;
  }
  void give(AccountIndex holder, InstrumentIndex what, const Decimal& units) {
    Decimal& there = held(holder, what);
    there = trim(there + units);
  }
  // What leaves without a sale may be more than is there; that much comes from nowhere.
  void remove(AccountIndex holder, InstrumentIndex what, const Decimal& units) {
    Decimal& there = held(holder, what);
    if (there.is_positive()) there = trim(there - std::min(there, units));
  }
  Decimal part_of(const Decimal& units) {
    return chance(35) ? units : std::max(rescale(multiply(units, Decimal::from_parts(pick(99) + 1, 2)), 2), Decimal(1));
  }

  struct Moving {
    Date arrival;
    AccountIndex sender;
    AccountIndex receiver;
    InstrumentIndex instrument;
    Decimal units;
  };
  void land(Date until) {
    for (const Moving& one : moving_) {
      if (one.arrival <= until) give(one.receiver, one.instrument, one.units);
    }
    std::erase_if(moving_, [&](const Moving& one) { return one.arrival <= until; });
  }

  // ---- days and rows ----

  using Writer = bool (RandomHistory::*)(Transaction&);
  struct Kind {
    int weight;
    Writer write;
  };

  void live_a_day() {
    today_ = today_.plus_days(chance(15) ? pick(4) + 1 : 1);
    land(today_.plus_days(-1));
    acted_.clear();
    for (int i = pick(4); i > 0; --i) write_any(actions_);
    land(today_);
    for (int i = pick(13); i > 0; --i) write_any(rows_);
  }
  template <std::size_t Size>
  void write_any(const std::array<Kind, Size>& kinds) {
    int sum = 0;
    for (const Kind& kind : kinds) sum += kind.weight;
    int place = pick(sum);
    std::size_t chosen = 0;
    while (place >= kinds[chosen].weight) place -= kinds[chosen++].weight;
    Transaction row;
    row.account = any_holder();
    row.instrument = any_instrument();
    row.currency = currency_of(row.instrument);
    if ((this->*kinds[chosen].write)(row)) write(std::move(row));
  }
  void write(Transaction row) {
    if (written() == operations_) return;
    row.date = today_;
    row.sequence = written();
    input_.transactions.push_back(std::move(row));
  }

  // In random_history_rows.hpp; false: nothing sensible to write.
  bool buy(Transaction& row);
  bool sell(Transaction& row);
  void price_trade(Transaction& row);
  bool get_dividend(Transaction& row);
  bool get_or_pay(Transaction& row);
  bool bring_money(Transaction& row);
  bool send_money(Transaction& row);
  bool change_money(Transaction& row);
  bool transfer(Transaction& row);
  bool deliver_in(Transaction& row);
  bool deliver_out(Transaction& row);
  bool exercise(Transaction& row);
  bool return_capital(Transaction& row);
  bool get_reward(Transaction& row);
  bool swap(Transaction& row);
  bool borrow(Transaction& row);
  bool split(Transaction& row);
  bool get_stock_dividend(Transaction& row);
  bool spin_off(Transaction& row);
  bool merge(Transaction& row);
  bool begin_action(const Transaction& row);
  bool choose_ratio(Transaction& row);
  void pay_fractions(Transaction row, InstrumentIndex what);
  [[nodiscard]] Decimal held_by_all(InstrumentIndex what) const;

  static const std::array<Kind, 15> rows_;
  static const std::array<Kind, 4> actions_;

  std::mt19937 random_;
  int operations_;
  BookInput input_;
  Date today_ = first_day().plus_days(-1);
  std::map<std::pair<AccountIndex, InstrumentIndex>, Decimal> held_;
  std::vector<Moving> moving_;
  std::vector<InstrumentIndex> acted_;  // instruments with an action today
};

}  // namespace coffer::ledger::fixture

#include "ledger/random_history_rows.hpp"  // IWYU pragma: export
