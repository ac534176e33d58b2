#include "ledger/book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "ledger/book_fixture.hpp"
#include "ledger/check_book.hpp"
#include "ledger/earnings.hpp"
#include "ledger/performance.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

Decimal realized(const Book& book) {
  Decimal sum;
  for (const Disposal& disposal : book.disposals) sum += disposal.gain;
  for (const OtherGain& gain : book.other_gains) sum += gain.gain;
  return rescale(sum, 2);
}
Decimal cost(const Book& book) {
  Decimal sum;
  for (const Position& position : book.positions) {
    for (const Lot& lot : position.lots.open()) sum += lot.cost;
  }
  return rescale(sum, 2);
}

TEST(BookTest, closed_and_reopened_on_one_day_in_all_six_orders_of_arrival) {
  std::array<Transaction, 3> rows{transaction({.date = "2024-02-01", .type = Buy, .quantity = "9", .price = "200"}),
                                  transaction({.date = "2024-02-02", .type = Sell, .quantity = "9", .price = "210"}),
                                  transaction({.date = "2024-02-02", .type = Buy, .quantity = "10", .price = "205"})};
  rows[0].sequence = rows[1].sequence = 1;
  rows[2].sequence = 2;
  std::array<std::size_t, 3> order{0, 1, 2};
  int orders = 0;
  do {
    BookInput input = plain_input();
    for (const std::size_t place : order) input.transactions.push_back(rows[place]);
    const Book book = book_of(input, "2024-02-02", {.cost_method = CostMethod::Average});
    EXPECT_EQ(realized(book), number("90"));
    EXPECT_EQ(cost(book), number("2050"));
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  EXPECT_EQ(orders, 6);
}

TEST(BookTest, times_order_a_day_only_if_all_its_rows_have_one) {
  BookInput input = plain_input();
  input.transactions = {transaction({.date = "2024-02-01", .type = Buy, .quantity = "9", .price = "200"}),
                        transaction({.date = "2024-02-02", .type = Buy, .quantity = "10", .price = "205"}),
                        transaction({.date = "2024-02-02", .type = Sell, .quantity = "9", .price = "210"})};
  for (std::size_t i = 0; i < 3; ++i) input.transactions[i].sequence = static_cast<std::int64_t>(i);
  input.transactions[1].time = std::int16_t{600};
  const Policy average{.cost_method = CostMethod::Average};
  EXPECT_EQ(realized(book_of(input, "2024-02-02", average)), number("66.32"));  // by sequence
  input.transactions[2].time = std::int16_t{540};
  EXPECT_EQ(realized(book_of(input, "2024-02-02", average)), number("90"));  // by time
}

TEST(BookTest, one_split_reported_twice_is_applied_once) {
  BookInput input = plain_input();
  input.transactions.push_back(transaction({.date = "2024-03-01", .type = Buy, .quantity = "10", .price = "400"}));
  Transaction split = transaction({.date = "2024-03-04", .type = Split});
  split.account = {};
  split.detail.edit().ratio_to = number("4");
  split.detail.edit().ratio_from = number("1");
  input.transactions.push_back(split);
  split.account = account(0);
  split.detail.edit().ratio_to = number("8");
  split.detail.edit().ratio_from = number("2");
  input.transactions.push_back(split);
  EXPECT_EQ(book_of(input, "2024-03-04").positions[0].lots.quantity(), number("40"));
  input.transactions.back().detail.edit().ratio_to = number("9");
  const auto conflict = compute_book(input, {.report = money("EUR"), .as_of = day("2024-03-04")});
  ASSERT_FALSE(conflict);
  EXPECT_EQ(conflict.error().problem, "ledger/conflicting-splits");
}

TEST(BookTest, a_backdated_row_leaves_recorded_postings_alone) {
  BookInput input = plain_input();
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"}),
                        transaction({.date = "2024-03-01", .type = Sell, .quantity = "5", .price = "150"})};
  const Book before = book_of(input, "2024-04-10");
  input.transactions.push_back(transaction({.date = "2023-12-15", .type = Buy, .quantity = "10", .price = "80"}));
  const Book after = book_of(input, "2024-04-10");
  EXPECT_EQ(realized(before), number("250"));
  EXPECT_EQ(realized(after), number("350"));
  EXPECT_EQ(cost(after), number("1400"));
  const auto sale_of = [](const Book& book) {
    std::vector<Posting> sale;
    std::ranges::copy_if(book.recorded, std::back_inserter(sale),
                         [](const Posting& one) { return one.date == day("2024-03-01"); });
    return sale;
  };
  const auto a = sale_of(before);
  const auto b = sale_of(after);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].ledger, b[i].ledger);
    EXPECT_EQ(a[i].amount, b[i].amount);
    EXPECT_EQ(a[i].quantity, b[i].quantity);
  }
}

TEST(BookTest, a_fault_points_to_its_transaction) {
  BookInput input = plain_input();
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"}),
                        transaction({.date = "2024-01-03", .type = Buy, .price = "100"})};
  const auto book = compute_book(input, {.report = money("EUR"), .as_of = day("2024-04-10")});
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().fields.at(0).pointer, "/transactions/1/quantity");
}

TEST(BookTest, unknown_cost_stays_unknown) {
  BookInput input = plain_input();
  input.transactions = {transaction({.date = "2024-01-02", .type = DeliveryIn, .quantity = "10"}),
                        transaction({.date = "2024-01-03", .type = Sell, .quantity = "4", .price = "100"})};
  input.prices = {series({{"2024-01-02", "100"}})};
  const Book book = book_of(input, "2024-01-03");
  EXPECT_TRUE(check_book(book).empty()) << check_book(book).front();
  EXPECT_EQ(realized(book), Decimal());
  const auto holdings = value_holdings(book, Scope::household());
  ASSERT_TRUE(holdings);
  EXPECT_FALSE(holdings->cost_basis);
  EXPECT_FALSE(holdings->items.at(0).unrealized_gain);
  EXPECT_EQ(holdings->items.at(0).value, number("600"));
  EXPECT_TRUE(
      std::ranges::any_of(holdings->warnings, [](const Warning& w) { return w.kind == WarningKind::UnknownCost; }));
}

TEST(BookTest, a_sale_without_lots_makes_no_gain_up) {
  BookInput input = plain_input();
  input.accounts[0].shorts = ShortSales::Refused;
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"}),
                        transaction({.date = "2024-02-01", .type = Sell, .quantity = "15", .price = "120"})};
  const Book book = book_of(input, "2024-02-01");
  EXPECT_TRUE(check_book(book).empty()) << check_book(book).front();
  const auto performance = compute_performance(book, {.scope = Scope::household(), .period = whole_period(book)});
  ASSERT_TRUE(performance);
  EXPECT_EQ(performance->gain, number("200"));
}

TEST(BookTest, cash_of_an_action_on_units_never_seen_is_no_gain) {
  BookInput input = plain_input();
  input.instruments.push_back({.currency = money("EUR")});
  Transaction merger = transaction({.date = "2024-02-01", .type = Merger, .amount = "100"});
  merger.detail.edit().new_instrument = instrument(1);
  merger.detail.edit().ratio_to = merger.detail.edit().ratio_from = Decimal(1);
  merger.detail.edit().new_price = Decimal(10);
  input.transactions = {merger, transaction({.date = "2024-02-02", .type = ReturnOfCapital, .amount = "50"})};
  const Book book = book_of(input, "2024-02-02");
  EXPECT_TRUE(check_book(book).empty()) << check_book(book).front();
  const auto performance = compute_performance(book, {.scope = Scope::household(), .period = whole_period(book)});
  ASSERT_TRUE(performance);
  EXPECT_EQ(performance->gain, Decimal());
  EXPECT_EQ(performance->value, number("150"));
  EXPECT_EQ(std::ranges::count(book.warnings, WarningKind::SoldWithoutLots, &Warning::kind), 2);
}

// 1.00 of cash and 3.00 of new shares for 300,000 units: a quarter of every lot's cost is relieved, also of the lot
// that has so few units that their cash and value have hardly a digit.
TEST(BookTest, the_cash_of_a_merger_relieves_the_same_part_of_every_lot) {
  BookInput input = plain_input();
  input.instruments.push_back({.currency = money("EUR")});
  Transaction merger = transaction({.date = "2024-02-01", .type = Merger, .amount = "1"});
  merger.detail.edit().new_instrument = instrument(1);
  merger.detail.edit().ratio_to = merger.detail.edit().ratio_from = Decimal(1);
  merger.detail.edit().new_price = number("0.00001");
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "0.0001", .amount = "1000000"}),
                        transaction({.date = "2024-01-03", .type = Buy, .quantity = "299999.9999", .amount = "100"}),
                        merger};
  const Book book = book_of(input, "2024-02-01");
  EXPECT_TRUE(check_book(book).empty()) << check_book(book).front();
  const std::span<const Lot> lots = book.positions.at(1).lots.open();
  ASSERT_EQ(lots.size(), 2U);
  EXPECT_EQ(lots[0].cost_local, number("750000"));
  EXPECT_EQ(lots[0].cost, number("750000"));
  EXPECT_EQ(lots[1].cost, number("75"));
  EXPECT_EQ(realized(book), number("-250024"));  // 1 - 250,025
}

// Two lots of one share each, on the way when three become one: two thirds of a share arrive, and the second lot has
// what rounding to eighteen digits leaves.
TEST(BookTest, a_split_on_the_way_divides_the_units_as_a_whole) {
  BookInput input = plain_input();
  input.accounts.resize(2);
  Transaction move = transaction({.date = "2024-01-04", .type = Transfer, .quantity = "2"});
  move.counter_account = account(1);
  move.detail.edit().arrival_date = day("2024-01-10");
  Transaction split = transaction({.date = "2024-01-08", .type = Split});
  split.account = {};
  split.detail.edit().ratio_to = Decimal(1);
  split.detail.edit().ratio_from = Decimal(3);
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "1", .price = "10"}),
                        transaction({.date = "2024-01-03", .type = Buy, .quantity = "1", .price = "20"}), move, split};
  const Book moving = book_of(input, "2024-01-09");
  EXPECT_TRUE(check_book(moving).empty()) << check_book(moving).front();
  ASSERT_EQ(moving.open_transfers.size(), 1U);
  const OpenTransfer& open = moving.open_transfers[0];
  EXPECT_EQ(open.quantity, number("0.666666666666666667"));
  ASSERT_EQ(open.lots.size(), 2U);
  EXPECT_EQ(open.lots[0].quantity, number("0.333333333333333333"));
  EXPECT_EQ(open.lots[1].quantity, number("0.333333333333333334"));

  const Book arrived = book_of(input, "2024-01-10");
  EXPECT_TRUE(check_book(arrived).empty()) << check_book(arrived).front();
  EXPECT_TRUE(arrived.open_transfers.empty());
  const auto there = std::ranges::find(arrived.positions, account(1), &Position::account);
  ASSERT_NE(there, arrived.positions.end());
  EXPECT_EQ(there->lots.quantity(), number("0.666666666666666667"));
  EXPECT_EQ(there->lots.open()[0].cost + there->lots.open()[1].cost, number("30"));
}

// 1 EUR = 3 USD. The empty account sends 2 USD for a fee of 2 USD: it pays 1.333333333333 EUR, 0.666666666667 are fee
// and 0.666666666667 arrive. What is left over is no flow, and nothing that 0.67 were lost on.
TEST(BookTest, what_rounding_leaves_of_a_transfer_is_no_capital) {
  BookInput input = plain_input();
  input.accounts.resize(2);
  Transaction move =
      cash_row({.date = "2024-01-02", .type = CashTransfer, .amount = "2", .fee = "2", .currency = "USD"});
  move.counter_account = account(1);
  input.transactions = {move};
  input.rates = {{money("EUR"), money("USD"), series({{"2024-01-01", "3"}})}};
  const Book book = book_of(input, "2024-01-03");
  const auto performance = compute_performance(book, {.scope = Scope::household(), .period = whole_period(book)});
  ASSERT_TRUE(performance);
  EXPECT_TRUE(performance->flows.empty());
  EXPECT_EQ(performance->twr.value, 0);
  EXPECT_EQ(performance->gain, number("-0.67"));
  EXPECT_EQ(performance->earned_without_capital, number("-0.67"));
}

TEST(BookTest, a_transfer_of_more_than_is_held_arrives_at_unknown_cost) {
  BookInput input = plain_input();
  input.accounts.resize(2);
  Transaction move = transaction({.date = "2024-01-03", .type = Transfer, .quantity = "6"});
  move.counter_account = account(1);
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "4", .price = "100"}), move};
  const Book book = book_of(input, "2024-01-03");
  EXPECT_TRUE(check_book(book).empty()) << check_book(book).front();
  const auto performance = compute_performance(book, {.scope = Scope::household(), .period = whole_period(book)});
  ASSERT_TRUE(performance);
  EXPECT_EQ(performance->gain, Decimal());
  EXPECT_EQ(performance->value, number("200"));  // -400 of cash, 600 of shares
}

TEST(BookTest, a_statement_that_disagrees_is_reported) {
  BookInput input = plain_input();
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"}),
                        transaction({.date = "2024-01-02", .type = Balance, .quantity = "12"}),
                        cash_row({.date = "2024-01-02", .type = Balance, .amount = "-1000"})};
  const Book book = book_of(input, "2024-01-02");
  ASSERT_EQ(book.warnings.size(), 1U);
  EXPECT_EQ(book.warnings[0].kind, WarningKind::BalanceDifference);
  EXPECT_EQ(book.warnings[0].quantity, number("2"));
}

TEST(BookTest, reward_and_swap_open_lots_at_their_value) {
  BookInput input = plain_input();
  input.instruments.push_back({.currency = money("EUR"), .kind = InstrumentKind::Crypto});
  const Transaction reward =
      transaction({.date = "2024-01-02", .type = Reward, .quantity = "2", .amount = "50", .tax = "5"});
  Transaction swap = transaction({.date = "2024-02-01", .type = Swap, .quantity = "1", .amount = "40"});
  swap.detail.edit().new_instrument = instrument(1);
  swap.detail.edit().new_quantity = number("8");
  input.transactions = {reward, swap};
  const Book book = book_of(input, "2024-02-01");
  EXPECT_TRUE(check_book(book).empty()) << check_book(book).front();
  EXPECT_EQ(realized(book), number("15"));
  EXPECT_EQ(cost(book), number("65"));
  const auto earnings = compute_earnings(book, Scope::household(), whole_period(book));
  ASSERT_TRUE(earnings);
  EXPECT_EQ(earnings->income, number("50"));
  EXPECT_EQ(earnings->taxes, number("5"));
}

TEST(BookTest, a_changed_symbol_keeps_lots_and_value) {
  BookInput input = plain_input();
  input.instruments.push_back({.currency = money("EUR")});
  Transaction change = transaction({.date = "2024-02-01", .type = SymbolChange});
  change.account = {};
  change.detail.edit().new_instrument = instrument(1);
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"}), change};
  input.prices = {series({{"2024-01-02", "100"}}), series({{"2024-02-01", "100"}})};
  const Book book = book_of(input, "2024-02-01");
  EXPECT_TRUE(check_book(book).empty()) << check_book(book).front();
  const auto holdings = value_holdings(book, Scope::household());
  ASSERT_TRUE(holdings);
  EXPECT_EQ(holdings->items.at(1).quantity, number("10"));
  EXPECT_EQ(holdings->items.at(1).cost_basis, number("1000"));
  EXPECT_EQ(book.positions.at(1).lots.open()[0].lot_date, day("2024-01-02"));
}

TEST(BookTest, a_stock_dividend_without_tax_spreads_the_cost) {
  BookInput input = plain_input();
  input.transactions = {transaction({.date = "2024-01-02", .type = Buy, .quantity = "100", .price = "10"}),
                        transaction({.date = "2024-02-01", .type = StockDividend, .quantity = "5"})};
  const Book book = book_of(input, "2024-02-01");
  EXPECT_TRUE(check_book(book).empty()) << check_book(book).front();
  EXPECT_EQ(book.positions[0].lots.quantity(), number("105"));
  EXPECT_EQ(cost(book), number("1000"));
}

}  // namespace
}  // namespace coffer::ledger
