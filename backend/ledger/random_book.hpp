// Small random books for property tests, each from its seed.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <span>
#include <stdexcept>
#include <string>

#include "ledger/book.hpp"
#include "ledger/book_fixture.hpp"

namespace coffer::ledger::fixture {

// A sanitizer makes each book ten times as slow, and finds its faults in fewer of them.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr unsigned books_per_property = 500;
#else
inline constexpr unsigned books_per_property = 10'000;
#endif
inline constexpr int first_day_number = 19'000;
inline constexpr int days_long = 60;
inline const Date first_day = Date::from_days(first_day_number);
inline const Date last_day = Date::from_days(first_day_number + days_long);

// Runs a check on every seed until one fails; the failure names its seed.
template <class Check>
void for_each_seed(Check check) {
  for (unsigned seed = 0; seed < books_per_property; ++seed) {
    const testing::ScopedTrace trace(__FILE__, __LINE__, "seed " + std::to_string(seed));
    check(seed);
    if (testing::Test::HasFailure()) return;
  }
}

enum class Rows : std::uint8_t { Trades, Everything };  // Everything: corporate actions, rewards, swaps too

// Three accounts of different methods, three instruments to trade, three that actions bring. Odd seeds
// have dollars, every fourth one a currency that is two rates away; half of the books say no sequence.
class RandomBook {
 public:
  static constexpr int accounts = 3;
  static constexpr int traded = 3;

  explicit RandomBook(unsigned seed, Rows rows = Rows::Trades)
      : random_(seed), rows_(rows), is_foreign_(seed % 2 == 1), has_sequence_(seed % 4 < 2), is_far_(seed % 4 == 3) {}

  BookInput make() {
    using enum CostMethod;
    constexpr std::array methods{Fifo, Average, Lifo, Hifo};
    for (int i = 0; i < accounts; ++i) {
      AccountInput account;
      account.methods = {{.from = Date::from_days(0), .method = methods[static_cast<std::size_t>(pick(4))]}};
      if (pick(3) == 0)
        account.methods.push_back({.from = any_day(), .method = methods[static_cast<std::size_t>(pick(4))]});
      account.shorts = pick(2) == 0 ? ShortSales::Allowed : ShortSales::Refused;
      if (i == accounts - 1) account.cash = CashMode::Untracked;
      input_.accounts.push_back(account);
    }
    for (int i = 0; i < 2 * traded; ++i)
      input_.instruments.push_back({.currency = money(!is_foreign_ || i % traded != 1 ? "EUR"
                                                      : is_far_                       ? "JPY"
                                                                                      : "USD")});
    if (is_foreign_) input_.rates.push_back({money("EUR"), money("USD"), walk(1'0000, 4, 100)});
    if (is_far_) input_.rates.push_back({money("USD"), money("JPY"), walk(150'00, 2, 100)});
    for (int i = 0; i < 2 * traded; ++i) input_.prices.push_back(walk(50'00 + pick(100'00), 2, 300));
    for (int i = 0; i < 40; ++i) add_row(i);
    return std::move(input_);
  }

  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  Date any_day() { return Date::from_days(first_day_number + pick(days_long)); }

 private:
  std::shared_ptr<const DecimalSeries> walk(int start, int scale, int step) {
    DecimalSeries made;
    int value = start;
    for (int i = -1; i <= days_long; ++i) {
      if (i >= 0 && pick(3) == 0) continue;
      value = std::max(100, value + pick(2 * step + 1) - step);
      made.append(Date::from_days(first_day_number + i), Decimal::from_parts(value, scale));
    }
    return std::make_shared<DecimalSeries>(std::move(made));
  }

  void add_row(int number) {
    Transaction row;
    row.date = any_day();
    if (has_sequence_) row.sequence = number;
    row.account = account(static_cast<std::uint32_t>(pick(accounts)));
    row.instrument = instrument(static_cast<std::uint32_t>(pick(traded)));
    row.currency = input_.instruments[row.instrument.value].currency;
    // No two rows alike, so that each can be told from its content.
    row.quantity = Decimal::from_parts(pick(400) * 50 + number + 1, 3);
    const int kind = pick(rows_ == Rows::Trades ? 12 : 18);
    if (kind < 7) {
      row.type = kind < 4 ? TransactionType::Buy : TransactionType::Sell;
      const DecimalSeries& closes = *input_.prices[row.instrument.value];
      row.price = closes.value(*closes.find_last(row.date));
      row.fee = Decimal::from_parts(pick(500), 2);
      row.tax = Decimal::from_parts(pick(100), 2);
    } else if (kind < 12) {
      other_than_trade(row, kind);
    } else {
      action(row, kind);
    }
    const bool is_doubled =
        row.account == AccountIndex() && std::ranges::any_of(input_.transactions, [&](const auto& one) {
          return !one.account.is_set() && one.date == row.date && one.instrument == row.instrument;
        });
    if (!is_doubled) input_.transactions.push_back(std::move(row));
  }

  void other_than_trade(Transaction& row, int kind) {
    const Decimal some = Decimal::from_parts(pick(10'000) + 1, 2);
    switch (kind) {
      case 7:
        row.type = TransactionType::Dividend;
        row.amount = some;
        row.tax = Decimal::from_parts(pick(100), 2);
        break;
      case 8:
        row.type = pick(2) == 0 ? TransactionType::Deposit : TransactionType::Withdrawal;
        row.instrument = {};
        row.quantity = {};
        row.amount = multiply(some, 100);
        break;
      case 9:
        row.type = TransactionType::Transfer;
        row.counter_account = account((row.account.value + 1) % accounts);
        if (pick(2) == 0) row.detail.edit().arrival_date = row.date.plus_days(pick(5));
        break;
      case 10:
        row.type = TransactionType::DeliveryIn;
        row.detail.edit().cost = multiply(some, 10);
        row.detail.edit().cost_date = row.date;
        break;
      default: divide(row); break;
    }
  }

  void divide(Transaction& row) {
    row.type = TransactionType::Split;
    row.account = {};
    row.quantity = {};
    row.detail.edit().ratio_to = Decimal(pick(2) == 0 ? 2 : 3);
    row.detail.edit().ratio_from = Decimal(pick(2) == 0 ? 1 : 5);
  }

  void action(Transaction& row, int kind) {
    const Decimal some = Decimal::from_parts(pick(5'000) + 1, 2);
    // The instrument that the action brings is of the same currency or of another.
    const InstrumentIndex brought = instrument(static_cast<std::uint32_t>(traded + pick(traded)));
    switch (kind) {
      case 12:
        divide(row);
        row.type = pick(2) == 0 ? TransactionType::SpinOff : TransactionType::Rights;
        row.detail.edit().new_instrument = brought;
        row.detail.edit().cost_share = Decimal::from_parts(pick(101), 2);
        break;
      case 13:
        row.type = TransactionType::Merger;
        row.quantity = {};
        if (pick(4) == 0) {  // for cash alone
          row.amount = multiply(some, 10);
          break;
        }
        row.account = {};
        row.detail.edit().new_instrument = brought;
        if (pick(4) == 0) {
          row.type = TransactionType::SymbolChange;
          break;
        }
        row.detail.edit().ratio_to = Decimal(pick(3) + 1);
        row.detail.edit().ratio_from = Decimal(pick(3) + 1);
        break;
      case 14:
        row.type = TransactionType::ReturnOfCapital;
        row.quantity = {};
        row.amount = multiply(some, 10);
        break;
      case 15:
        row.type = TransactionType::Reward;
        row.amount = some;
        break;
      case 16:
        row.type = TransactionType::Swap;
        row.amount = some;
        row.detail.edit().new_instrument = brought;
        row.detail.edit().new_quantity = Decimal::from_parts(pick(1'000) + 1, 1);
        break;
      default: row.type = TransactionType::StockDividend; break;
    }
  }

  std::mt19937 random_;
  Rows rows_;
  bool is_foreign_;
  bool has_sequence_;
  bool is_far_;
  BookInput input_;
};

inline Book random_book(const BookInput& input, const Policy& policy = {}) {
  auto book =
      compute_book(input, {.report = money("EUR"), .as_of = last_day, .policy = policy, .entries = Entries::Kept});
  if (!book) throw std::runtime_error(book.error().detail);
  return std::move(*book);
}

// All that a book says, as text. `names`: what to call each transaction, so that books of the same
// transactions in different places can be compared; empty: by its place.
class BookText {
 public:
  explicit BookText(std::span<const std::uint32_t> names = {}) : names_(names) {}

  std::string of(const Book& book) {
    for (const Position& position : book.positions) {
      say("position", position.account, position.instrument, position.lots.quantity());
      for (const Lot& lot : position.lots.open()) say_lot(lot);
    }
    for (const OpenTransfer& open : book.open_transfers) {
      say("open", open.since, open.account, open.instrument, open.quantity, open.transaction);
      for (const Lot& lot : open.lots) say_lot(lot);
    }
    for (const Disposal& one : book.disposals)
      say("disposal", one.date, one.transaction, one.account, one.instrument, one.lot_date, one.acquired_by,
          one.quantity, one.cost_local, one.proceeds_local, one.cost, one.proceeds, one.gain, one.asset_gain,
          one.gross_gain);
    for (const OtherGain& one : book.other_gains) say("gain", one.date, one.transaction, one.instrument, one.gain);
    for (const QuantityStep& one : book.quantity_steps) say("units", one.date, one.position, one.held, one.in_transit);
    for (const CashStep& one : book.cash_steps) say("cash", one.date, one.account, one.amount, one.booked);
    for (const IncomeStep& one : book.income_steps) say("income", one.date, one.account, one.instrument, one.amount);
    for (const AccountFlow& one : book.account_flows) say("flow", one.date, one.account, one.amount);
    for (const KindFlow& one : book.kind_flows) say("in kind", one.date, one.account, one.instrument, one.quantity);
    for (const Warning& one : book.warnings) say("warning", one.date, one.account, one.instrument, one.quantity);
    for (const auto* layer : {&book.recorded, &book.derived}) {
      for (const Posting& one : *layer) say("posting", one.date, one.account, one.instrument, one.amount, one.quantity);
    }
    return std::move(text_);
  }

 private:
  void add(const Decimal& value) { text_ += format_decimal(trim(value)); }
  void add(Date date) { add(static_cast<std::uint32_t>(date.days())); }
  void add(std::uint32_t number) { text_ += std::to_string(number); }
  void add(TransactionIndex index) { add(names_.empty() ? index.value : names_[index.value]); }
  void add(AccountIndex index) { add(index.value); }
  void add(InstrumentIndex index) { add(index.value); }

  template <class... Values>
  void say(std::string_view what, const Values&... values) {
    text_ += what;
    ((text_ += ' ', add(values)), ...);
    text_ += '\n';
  }
  void say_lot(const Lot& lot) {
    say("  lot", lot.lot_date, lot.acquired_by, static_cast<std::uint32_t>(lot.cost_state), lot.quantity,
        lot.cost_local, lot.cost, lot.gross_cost, lot.brought_in);
  }

  std::span<const std::uint32_t> names_;
  std::string text_;
};

}  // namespace coffer::ledger::fixture
