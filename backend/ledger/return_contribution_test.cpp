#include "ledger/return_contribution.hpp"

#include <gtest/gtest.h>

#include "ledger/book_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

// 1,000 in two halves; A earns 50 on the first day, B 52.50 on the second, the bank 10.50 on the third.
BookInput three_days() {
  BookInput input = plain_input();
  input.instruments.push_back({.currency = money("EUR")});
  input.transactions = {
      cash_row({.date = "2024-01-02", .type = Deposit, .amount = "1000"}),
      transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "50"}),
      transaction({.date = "2024-01-02", .type = Buy, .quantity = "5", .price = "100", .instrument = 1}),
      cash_row({.date = "2024-01-05", .type = Interest, .amount = "10.50"})};
  input.prices = {series({{"2024-01-02", "50"}, {"2024-01-03", "55"}}),
                  series({{"2024-01-02", "100"}, {"2024-01-04", "110.50"}})};
  return input;
}

TEST(ContributionTest, each_day_is_linked_by_the_wealth_before_it) {
  const Book book = book_of(three_days(), "2024-01-05");
  const auto found = compute_contributions(book, Scope::household(), whole_period(book));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->items.size(), 3U);
  EXPECT_EQ(found->items[0].gain, number("50"));
  EXPECT_NEAR(found->items[0].contribution.value, 0.05, 1e-15);  // 50 / 1,000
  EXPECT_EQ(found->items[1].gain, number("52.50"));
  EXPECT_NEAR(found->items[1].contribution.value, 0.0525, 1e-15);  // 52.50 / 1,050 x 1.05
  EXPECT_FALSE(found->items[2].instrument.is_set());
  EXPECT_EQ(found->items[2].gain, number("10.50"));
  EXPECT_NEAR(found->items[2].contribution.value, 0.0105, 1e-15);  // 10.50 / 1,102.50 x 1.1025
  EXPECT_NEAR(found->twr.value, 0.113, 1e-15);
  EXPECT_EQ(found->gain, number("113"));
}

TEST(ContributionTest, a_dividend_counts_for_its_share_and_a_cost_too) {
  BookInput input = three_days();
  input.transactions.back() = transaction({.date = "2024-01-05", .type = Dividend, .amount = "10.50"});
  const Book book = book_of(input, "2024-01-05");
  const auto found = compute_contributions(book, Scope::household(), whole_period(book));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->items[0].gain, number("60.50"));
  EXPECT_NEAR(found->items[0].contribution.value, 0.0605, 1e-15);
  EXPECT_EQ(found->items.back().gain, Decimal());
  EXPECT_NEAR(found->items.back().contribution.value, 0, 1e-15);
}

TEST(ContributionTest, only_accounts_have_contributions) {
  const Book book = book_of(three_days(), "2024-01-05");
  EXPECT_FALSE(compute_contributions(book, Scope::of_instrument(instrument(0)), whole_period(book)));
}

}  // namespace
}  // namespace coffer::ledger
