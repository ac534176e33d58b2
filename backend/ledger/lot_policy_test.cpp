// Which lots a disposal relieves: dated choices, average costs, one order over all accounts.
#include <gtest/gtest.h>

#include "ledger/book.hpp"
#include "ledger/book_fixture.hpp"
#include "ledger/check_book.hpp"

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
Decimal cost_in(const Book& book, std::uint32_t place) {
  Decimal sum;
  for (const Position& position : book.positions) {
    if (position.account != account(place)) continue;
    for (const Lot& lot : position.lots.open()) sum += lot.cost;
  }
  return rescale(sum, 2);
}
Transaction buy(std::string_view date, std::string_view quantity, std::string_view price, std::uint32_t in = 0) {
  return transaction({.date = date, .type = Buy, .quantity = quantity, .price = price, .account = in});
}
Transaction sell(std::string_view date, std::string_view quantity, std::string_view price, std::uint32_t in = 0) {
  return transaction({.date = date, .type = Sell, .quantity = quantity, .price = price, .account = in});
}
void expect_sound(const Book& book) {
  const auto faults = check_book(book);
  EXPECT_TRUE(faults.empty()) << faults.front();
}

TEST(LotPolicyTest, a_choice_of_method_counts_from_its_day_and_rewrites_nothing_recorded) {
  BookInput input = plain_input();
  input.transactions = {buy("2021-01-04", "10", "10"), buy("2022-01-04", "10", "20"), sell("2022-06-01", "5", "30"),
                        sell("2023-02-01", "6", "30")};
  const Book before = book_of(input, "2023-12-31");
  input.accounts[0].methods = {{.from = day("2023-01-01"), .method = CostMethod::Average}};
  const Book after = book_of(input, "2023-12-31");
  expect_sound(after);
  EXPECT_EQ(after.disposals[0].gain, number("100"));                // FIFO: 5 x (30 - 10)
  EXPECT_EQ(rescale(after.disposals[1].gain, 2), number("80.00"));  // 15 for 250: 180 - 100
  ASSERT_EQ(before.recorded.size(), after.recorded.size());
  for (std::size_t i = 0; i < before.recorded.size(); ++i) {
    EXPECT_EQ(before.recorded[i].amount, after.recorded[i].amount);
    EXPECT_EQ(before.recorded[i].quantity, after.recorded[i].quantity);
  }
}

TEST(LotPolicyTest, lots_not_yet_merged_bear_a_return_of_capital_by_themselves) {
  BookInput input = plain_input();
  input.transactions = {buy("2021-01-04", "10", "3"), buy("2022-01-04", "10", "12"),
                        transaction({.date = "2022-06-01", .type = ReturnOfCapital, .price = "5", .amount = "100"}),
                        sell("2023-02-01", "20", "8")};
  const Book pool = book_of(input, "2023-12-31", {.cost_method = CostMethod::Average});
  EXPECT_EQ(pool.other_gains.size(), 0U);
  EXPECT_EQ(realized(pool), number("110"));
  const Book merge = book_of(input, "2023-12-31", {.cost_method = CostMethod::Average, .averaging = Averaging::Merge});
  ASSERT_EQ(merge.other_gains.size(), 1U);
  EXPECT_EQ(merge.other_gains[0].gain, number("20"));  // 50 on a lot that cost 30
  EXPECT_EQ(realized(merge), number("110"));
  EXPECT_EQ(merge.disposals.size(), 1U);
  expect_sound(merge);
}

// Account 0: 10 at 10 (2021) and 10 at 20 (2023); account 1: 10 at 40 (2022).
BookInput two_accounts() {
  BookInput input = plain_input();
  input.accounts.resize(2);
  input.transactions = {buy("2021-01-04", "10", "10"), buy("2022-01-04", "10", "40", 1), buy("2023-01-04", "10", "20"),
                        sell("2024-01-04", "5", "50", 1)};
  return input;
}

TEST(LotPolicyTest, each_account_has_an_order_of_its_own_by_default) {
  const Book book = book_of(two_accounts(), "2024-01-04");
  EXPECT_EQ(realized(book), number("50"));  // 250 - 5 x 40
  EXPECT_EQ(cost_in(book, 0), number("300"));
}

TEST(LotPolicyTest, one_order_over_all_accounts_exchanges_lots) {
  const Book book = book_of(two_accounts(), "2024-01-04", {.pool_scope = PoolScope::Household});
  expect_sound(book);
  EXPECT_EQ(realized(book), number("200"));  // 250 - 5 x 10, the oldest of all
  EXPECT_EQ(book.disposals[0].lot_date, day("2021-01-04"));
  EXPECT_EQ(cost_in(book, 0), number("450"));  // 5 at 10, 10 at 20, and 5 at 40 for the five given
  EXPECT_EQ(cost_in(book, 1), number("200"));
  const Book highest =
      book_of(two_accounts(), "2024-01-04", {.cost_method = CostMethod::Hifo, .pool_scope = PoolScope::Household});
  EXPECT_EQ(realized(highest), number("50"));
  const Book latest =
      book_of(two_accounts(), "2024-01-04", {.cost_method = CostMethod::Lifo, .pool_scope = PoolScope::Household});
  expect_sound(latest);
  EXPECT_EQ(realized(latest), number("150"));  // 250 - 5 x 20
  EXPECT_EQ(cost_in(latest, 0) + cost_in(latest, 1), number("600"));
}

TEST(LotPolicyTest, one_pool_over_all_accounts_has_one_mean) {
  for (const Averaging averaging : {Averaging::Pool, Averaging::Merge}) {
    const Book book =
        book_of(two_accounts(), "2024-01-04",
                {.cost_method = CostMethod::Average, .averaging = averaging, .pool_scope = PoolScope::Household});
    expect_sound(book);
    // 700 for 30: 23.33 each.
    EXPECT_EQ(realized(book), number("133.33"));
    EXPECT_EQ(cost_in(book, 0), number("466.67"));
    EXPECT_EQ(cost_in(book, 1), number("116.67"));
  }
}

TEST(LotPolicyTest, a_chosen_lot_may_lie_in_another_account) {
  BookInput input = two_accounts();
  input.transactions.back().detail.edit().chosen_lots = {{TransactionIndex{2}, number("3")}};
  const Book book =
      book_of(input, "2024-01-04", {.cost_method = CostMethod::Chosen, .pool_scope = PoolScope::Household});
  expect_sound(book);
  EXPECT_EQ(realized(book), number("170"));  // 250 - 3 x 20 - 2 x 10: the rest in date order
  EXPECT_EQ(cost_in(book, 0) + cost_in(book, 1), number("620"));
}

TEST(LotPolicyTest, a_transfer_within_the_household_moves_the_lots_of_its_account) {
  BookInput input = two_accounts();
  Transaction move = transaction({.date = "2023-06-01", .type = Transfer, .quantity = "10", .account = 1});
  move.counter_account = account(0);
  input.transactions.back() = move;
  const Book book = book_of(input, "2024-01-04", {.pool_scope = PoolScope::Household});
  expect_sound(book);
  EXPECT_EQ(cost_in(book, 0), number("700"));
  EXPECT_EQ(cost_in(book, 1), Decimal());
}

TEST(CashKeepingTest, an_account_may_begin_to_keep_its_cash) {
  BookInput input = plain_input();
  input.accounts[0].cash = CashMode::Untracked;
  input.accounts[0].cash_changes = {{.from = day("2024-03-01"), .mode = CashMode::Tracked}};
  input.transactions = {buy("2024-02-01", "10", "100"),
                        cash_row({.date = "2024-03-01", .type = Deposit, .amount = "500"}),
                        buy("2024-03-02", "2", "100")};
  const Book book = book_of(input, "2024-03-02");
  expect_sound(book);
  Decimal cash;
  for (const CashStep& step : book.cash_steps) cash += step.amount;
  EXPECT_EQ(cash, number("300"));
  ASSERT_EQ(book.account_flows.size(), 2U);
  EXPECT_EQ(book.account_flows[0].amount, number("1000"));
  EXPECT_EQ(book.account_flows[1].amount, number("500"));
}

TEST(CashKeepingTest, an_account_settles_elsewhere_from_a_day_on) {
  BookInput input = plain_input();
  input.accounts.resize(2);
  input.accounts[0].cash_changes = {{.from = day("2024-03-01"), .mode = CashMode::Settled, .settlement = account(1)}};
  input.transactions = {buy("2024-02-29", "1", "100"), buy("2024-03-01", "1", "120")};
  const Book book = book_of(input, "2024-03-02");
  ASSERT_EQ(book.cash_steps.size(), 2U);
  EXPECT_EQ(book.cash_steps[0].account, account(0));
  EXPECT_EQ(book.cash_steps[1].account, account(1));
  // The account settled in has to keep cash as long as it is settled in.
  input.accounts[1].cash_changes = {{.from = day("2025-01-01"), .mode = CashMode::Untracked}};
  EXPECT_FALSE(compute_book(input, {.report = money("EUR"), .as_of = day("2024-03-02")}));
  input.accounts[0].cash_changes.push_back({.from = day("2025-01-01"), .mode = CashMode::Tracked});
  EXPECT_TRUE(compute_book(input, {.report = money("EUR"), .as_of = day("2024-03-02")}));
}

}  // namespace
}  // namespace coffer::ledger
