// Random books: what holds for every book, whatever is in it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "ledger/book.hpp"
#include "ledger/book_fixture.hpp"
#include "ledger/check_book.hpp"
#include "ledger/earnings.hpp"
#include "ledger/performance.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

constexpr int first_day_number = 19'000;
constexpr int days_long = 200;

class RandomBook {
 public:
  explicit RandomBook(unsigned seed, bool foreign) : random_(seed), foreign_(foreign) {}

  BookInput make() {
    using enum CostMethod;
    for (const CostMethod method : {Fifo, Average, Lifo, Hifo}) {
      AccountInput account;
      account.methods = {{.from = Date::from_days(0), .method = method}};
      account.shorts = pick(2) == 0 ? ShortSales::Allowed : ShortSales::Refused;
      if (method == Hifo) account.cash = CashMode::Untracked;
      input_.accounts.push_back(account);
    }
    for (int i = 0; i < 4; ++i)
      input_.instruments.push_back({.currency = money(foreign_ && i % 2 == 1 ? "USD" : "EUR")});
    if (foreign_) input_.rates.push_back({.from = money("EUR"), .to = money("USD"), .rates = walk(1'0000, 4, 100)});
    for (int i = 0; i < 4; ++i) input_.prices.push_back(walk(50'00 + pick(100'00), 2, 300));
    for (int i = 0; i < 120; ++i) add_row(i);
    return std::move(input_);
  }

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

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
    row.date = Date::from_days(first_day_number + pick(days_long));
    row.sequence = number;
    row.account = account(static_cast<std::uint32_t>(pick(4)));
    row.instrument = instrument(static_cast<std::uint32_t>(pick(4)));
    row.currency = input_.instruments[row.instrument.value].currency;
    row.quantity = Decimal::from_parts(pick(200) + 1, 1);
    const auto close = input_.prices[row.instrument.value]->find_last(row.date);
    row.price = input_.prices[row.instrument.value]->value(*close);
    row.fee = Decimal::from_parts(pick(500), 2);
    row.tax = Decimal::from_parts(pick(100), 2);
    switch (pick(12)) {
      case 0:
      case 1:
      case 2:
      case 3: row.type = Buy; break;
      case 4:
      case 5:
      case 6: row.type = Sell; break;
      case 7:
        row.type = Dividend;
        row.amount = Decimal::from_parts(pick(10'000) + 1, 2);
        row.price = {};
        break;
      case 8:
        row.type = pick(2) == 0 ? Deposit : Withdrawal;
        row.instrument = {};
        row.quantity = row.price = {};
        row.fee = row.tax = Decimal();
        row.amount = Decimal::from_parts(pick(1'000'000) + 1, 2);
        break;
      case 9:
        row.type = Transfer;
        row.price = {};
        row.fee = row.tax = Decimal();
        row.counter_account = account((row.account.value + 1) % 4);
        if (pick(2) == 0) row.detail.edit().arrival_date = row.date.plus_days(pick(5));
        break;
      case 10:
        row.type = DeliveryIn;
        row.price = {};
        row.fee = row.tax = Decimal();
        row.detail.edit().cost = Decimal::from_parts(pick(100'000) + 1, 2);
        row.detail.edit().cost_date = row.date;
        break;
      default:
        row.type = Split;
        row.account = {};
        row.quantity = row.price = {};
        row.fee = row.tax = Decimal();
        row.detail.edit().ratio_to = Decimal(pick(2) == 0 ? 2 : 3);
        row.detail.edit().ratio_from = Decimal(pick(2) == 0 ? 1 : 5);
        for (const Transaction& other : input_.transactions) {
          if (other.type == Split && other.date == row.date && other.instrument == row.instrument) return;
        }
    }
    input_.transactions.push_back(row);
  }

  std::mt19937 random_;
  bool foreign_;
  BookInput input_;
};

const Date last_day = Date::from_days(first_day_number + days_long);

Book compute(const BookInput& input, const Policy& policy = {}) {
  auto book =
      compute_book(input, {.report = money("EUR"), .as_of = last_day, .policy = policy, .entries = Entries::Kept});
  if (!book) throw std::runtime_error(book.error().detail);
  return std::move(*book);
}
Performance perform(const Book& book, Period period, const Scope& scope = Scope::household()) {
  auto performance = compute_performance(book, {.scope = scope, .period = period});
  if (!performance) throw std::runtime_error(performance.error().detail);
  return std::move(*performance);
}

Decimal flows_until(const Performance& performance, Date date) {
  Decimal sum;
  for (const DatedAmount& flow : performance.flows) {
    if (flow.date <= date) sum += flow.amount;
  }
  return sum;
}

struct BookPropertiesTest : testing::TestWithParam<unsigned> {
  BookInput input = RandomBook(GetParam(), GetParam() % 2 == 1).make();
};

TEST_P(BookPropertiesTest, layers_balance_and_lots_sum_to_positions) {
  const std::vector<std::string> faults = check_book(compute(input));
  EXPECT_TRUE(faults.empty()) << faults.front();
}

TEST_P(BookPropertiesTest, arrival_order_is_nothing) {
  const Book book = compute(input);
  BookInput shuffled = input;
  std::mt19937 random(GetParam());
  std::ranges::shuffle(shuffled.transactions, random);
  const Book other = compute(shuffled);
  ASSERT_EQ(book.disposals.size(), other.disposals.size());
  for (std::size_t i = 0; i < book.disposals.size(); ++i) {
    EXPECT_EQ(book.disposals[i].gain, other.disposals[i].gain);
    EXPECT_EQ(book.disposals[i].quantity, other.disposals[i].quantity);
  }
  const auto a = value_holdings(book, Scope::household());
  const auto b = value_holdings(other, Scope::household());
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->net_worth, b->net_worth);
  EXPECT_EQ(a->cost_basis, b->cost_basis);
  EXPECT_EQ(perform(book, whole_period(book)).twr, perform(other, whole_period(other)).twr);
}

TEST_P(BookPropertiesTest, another_method_changes_no_recorded_posting_and_no_value) {
  const Book book = compute(input);
  BookInput other_input = input;
  for (AccountInput& account : other_input.accounts) account.methods.clear();
  const Book other =
      compute(other_input, {.cost_method = CostMethod::Average, .purchase_costs = PurchaseCosts::Expensed});
  ASSERT_EQ(book.recorded.size(), other.recorded.size());
  for (std::size_t i = 0; i < book.recorded.size(); ++i) {
    EXPECT_EQ(book.recorded[i].ledger, other.recorded[i].ledger);
    EXPECT_EQ(book.recorded[i].amount, other.recorded[i].amount);
    EXPECT_EQ(book.recorded[i].quantity, other.recorded[i].quantity);
  }
  EXPECT_TRUE(check_book(other).empty());
  EXPECT_EQ(perform(book, whole_period(book)).value, perform(other, whole_period(other)).value);
}

TEST_P(BookPropertiesTest, the_walk_ends_where_the_statement_stands) {
  const Book book = compute(input);
  const auto holdings = value_holdings(book, Scope::household());
  ASSERT_TRUE(holdings);
  const Performance performance = perform(book, whole_period(book));
  EXPECT_EQ(performance.value, holdings->net_worth);
  EXPECT_EQ(performance.value - performance.invested, performance.gain);
  for (const PerformancePoint& point : performance.series)
    EXPECT_LE(abs(point.invested - performance.opening_value - flows_until(performance, point.date)), number("0.5"));
}

TEST_P(BookPropertiesTest, days_chain_to_the_period_and_periods_to_the_whole) {
  const Book book = compute(input);
  const Period whole = whole_period(book);
  const Performance performance = perform(book, whole);
  double chained = 1;
  for (Date day = whole.from; day < whole.to; day = day.plus_days(1)) {
    if (days_between(whole.from, day) % 40 != 0) continue;
    const Date end = std::min(day.plus_days(40), whole.to);
    chained *= 1 + perform(book, {.from = day, .to = end}).twr.value;
  }
  EXPECT_NEAR(chained, 1 + performance.twr.value, 1e-9 * std::max(1.0, std::abs(chained)));
  Decimal gains;
  for (const PerformancePoint& point : performance.series) gains += point.gain;
  EXPECT_LE(abs(gains - performance.gain), number("2"));  // each day is rounded by itself
}

TEST_P(BookPropertiesTest, accounts_add_up_to_the_household) {
  const Book book = compute(input);
  const Period whole = whole_period(book);
  Decimal value;
  Decimal gain;
  for (std::uint32_t i = 0; i < 4; ++i) {
    const Performance one = perform(book, whole, Scope::of_account(account(i)));
    value += one.value;
    gain += one.gain;
  }
  const Performance all = perform(book, whole);
  EXPECT_LE(abs(value - all.value), number("0.02"));
  EXPECT_LE(abs(gain - all.gain), number("0.02"));
}

// Where a gain came from: realised, unrealised, income less costs, and rates on cash. A delivery flows in
// at its market value, so what it is worth beyond its cost is no gain of the period.
TEST_P(BookPropertiesTest, the_gain_is_the_sum_of_its_sources) {
  for (std::uint32_t i = 0; i < 16; ++i) {  // plenty of each, so that every cost is known
    Transaction opening = transaction({.date = "2022-01-07",
                                       .type = Buy,
                                       .quantity = "100000",
                                       .price = "80",
                                       .account = i / 4,
                                       .instrument = i % 4});
    opening.currency = input.instruments[i % 4].currency;
    input.transactions.push_back(opening);
  }
  const Book book = compute(input, {.purchase_costs = PurchaseCosts::Expensed});
  const Period whole = whole_period(book);
  const Performance performance = perform(book, whole);
  const auto holdings = value_holdings(book, Scope::household());
  const auto earnings = compute_earnings(book, Scope::household(), whole);
  ASSERT_TRUE(holdings && holdings->unrealized_gain && earnings);
  Decimal brought_in;
  for (const Transaction& row : input.transactions) {
    if (row.type != DeliveryIn) continue;
    const Conversion rate = book.rates.find(book.instrument_currency[row.instrument.value], row.date);
    brought_in += rate.convert(book.prices.find(row.instrument, row.date).value(*row.quantity) - *row.detail->cost);
  }
  const Decimal sources = earnings->realized_gain + *holdings->unrealized_gain + earnings->dividends - earnings->fees -
                          earnings->taxes + performance.cash_forex_gain - brought_in;
  EXPECT_LE(abs(sources - performance.gain), number("0.05"))
      << format_decimal(sources) << " " << format_decimal(performance.gain);
}

INSTANTIATE_TEST_SUITE_P(Seeds, BookPropertiesTest, testing::Range(1U, 61U));

TEST(SplitPropertyTest, a_split_changes_no_value_on_any_day) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    BookInput input = plain_input();
    input.transactions.push_back(transaction({.date = "2024-01-02", .type = Buy, .quantity = "7.3", .price = "100"}));
    input.prices = {series({{"2024-01-02", "101.37"}})};
    const Book before = book_of(input, "2024-03-01");
    Transaction split = transaction({.date = "2024-02-01", .type = Split});
    split.account = {};
    split.detail.edit().ratio_to = Decimal(static_cast<int>(random() % 9 + 1));
    split.detail.edit().ratio_from = Decimal(static_cast<int>(random() % 9 + 1));
    input.transactions.push_back(split);
    const Book after = book_of(input, "2024-03-01");
    const Performance a = perform(before, whole_period(before));
    const Performance b = perform(after, whole_period(after));
    ASSERT_EQ(a.series.size(), b.series.size());
    for (std::size_t i = 0; i < a.series.size(); ++i) EXPECT_EQ(a.series[i].value, b.series[i].value);
    EXPECT_NEAR(a.twr.value, b.twr.value, 1e-12);
  }
}

}  // namespace
}  // namespace coffer::ledger
