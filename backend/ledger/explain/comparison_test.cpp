#include "ledger/explain/comparison.hpp"

#include <gtest/gtest.h>

#include "ledger/book_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

TEST(ComparisonTest, fifo_and_average_differ_by_the_lots_they_relieve) {
  BookInput input = plain_input();
  input.transactions.push_back(transaction({.date = "2024-01-02", .quantity = "10", .price = "10"}));
  input.transactions.push_back(transaction({.date = "2024-02-01", .quantity = "10", .price = "20"}));
  input.transactions.push_back(transaction({.date = "2024-03-01", .type = Sell, .quantity = "10", .price = "30"}));
  Policy average;
  average.cost_method = CostMethod::Average;
  const Book first = book_of(input, "2024-03-01");
  const Book second = book_of(input, "2024-03-01", average);
  const auto reasons = compare_realized_gains(first, second, Scope::household(), whole_period(first));
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons.front().amount, Decimal(50));
  ASSERT_EQ(reasons.front().first.size(), 1U);
  EXPECT_EQ(reasons.front().first.front().cost, Decimal(100));
  EXPECT_EQ(reasons.front().second.front().cost, Decimal(150));
  EXPECT_EQ(reason_sentence(reasons.front(), money("EUR")),
            "The sale of 2024-03-01 took other lots: gain 50.00 EUR more than by the second method.");
  EXPECT_TRUE(compare_realized_gains(first, first, Scope::household(), whole_period(first)).empty());
}

TEST(ComparisonTest, money_put_in_before_a_fall_pulls_the_money_weighted_return_down) {
  BookInput input = plain_input();
  input.accounts.front().cash = CashMode::Untracked;
  input.transactions.push_back(transaction({.date = "2024-01-02", .quantity = "1", .price = "100"}));
  input.transactions.push_back(transaction({.date = "2024-02-01", .quantity = "9", .price = "200"}));
  input.prices.push_back(series({{"2024-01-02", "100"}, {"2024-01-31", "200"}, {"2024-03-01", "150"}}));
  const Book book = book_of(input, "2024-03-01");
  const auto compared = compare_returns(book, Scope::household(), whole_period(book));
  ASSERT_TRUE(compared) << compared.error().detail;
  EXPECT_NEAR(compared->time_weighted.value, 0.50, 1e-12);
  EXPECT_LT(compared->money_weighted->value, 0);
  ASSERT_EQ(compared->reasons.size(), 2U);
  double gain = 0;
  for (const FlowReason& reason : compared->reasons) gain += to_statistic(reason.amount) * reason.returned.value;
  EXPECT_NEAR(gain, -400, 1e-9);
  EXPECT_EQ(reason_sentence(compared->reasons.back(), money("EUR")),
            "1800.00 EUR put in on 2024-02-01 returned -25.00 %; until then the return was 100.00 %.");
}

}  // namespace
}  // namespace coffer::ledger
