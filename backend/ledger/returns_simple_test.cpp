#include "ledger/returns_simple.hpp"

#include <gtest/gtest.h>

#include "ledger/book_fixture.hpp"
#include "ledger/performance.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

const Policy at_start{};
const Policy at_end{.flow_timing = FlowTiming::End};

// 1,000 on the evening of 1 January, 600 more on the 11th, 1,750 on the 31st: 150 gained in 30 days.
const std::vector<DatedAmount> one_flow{{day("2024-01-01"), Decimal(1000)}, {day("2024-01-11"), Decimal(600)}};

TEST(SimpleReturnsTest, a_flow_counts_for_the_days_it_was_there) {
  const auto start = simple_returns(one_flow, day("2024-01-01"), day("2024-01-31"), Decimal(1750), at_start);
  EXPECT_NEAR(start.modified_dietz.total->value, 150.0 / (1000 + 600 * 0.7), 1e-15);  // there for 21 of 30 days
  const auto end = simple_returns(one_flow, day("2024-01-01"), day("2024-01-31"), Decimal(1750), at_end);
  EXPECT_NEAR(end.modified_dietz.total->value, 150.0 / 1400, 1e-15);  // for 20
}

TEST(SimpleReturnsTest, simple_is_on_all_that_was_brought) {
  const auto found = simple_returns(one_flow, day("2024-01-01"), day("2024-01-31"), Decimal(1750), at_start);
  EXPECT_NEAR(found.simple.total->value, 0.09375, 1e-15);
  EXPECT_FALSE(found.simple.annualized);  // 30 days
}

TEST(SimpleReturnsTest, the_average_investment_leaves_days_without_one_out) {
  // 100 for nine days; then 150 is taken out of it, profit and all.
  const std::vector<DatedAmount> taken{{day("2024-01-01"), Decimal(100)}, {day("2024-01-11"), Decimal(-150)}};
  const auto found = simple_returns(taken, day("2024-01-01"), day("2024-01-31"), Decimal(0), at_start);
  EXPECT_NEAR(found.on_average_investment.total->value, 0.5, 1e-15);
  EXPECT_NEAR(found.simple.total->value, 0.5, 1e-15);
  EXPECT_FALSE(found.modified_dietz.total);  // 100 - 150 x 0.7 is below zero
  const auto kept = simple_returns(one_flow, day("2024-01-01"), day("2024-01-31"), Decimal(1750), at_start);
  EXPECT_NEAR(kept.on_average_investment.total->value, 150.0 / 1420, 1e-15);  // (9 x 1,000 + 21 x 1,600) / 30
}

TEST(SimpleReturnsTest, two_years_are_annualised) {
  const std::vector<DatedAmount> held{{day("2021-01-01"), Decimal(100)}};
  const auto found = simple_returns(held, day("2021-01-01"), day("2023-01-01"), Decimal(121), at_start);
  EXPECT_NEAR(found.modified_dietz.annualized->value, 0.1, 1e-12);
  EXPECT_NEAR(found.simple.annualized->value, 0.1, 1e-12);
  EXPECT_NEAR(found.on_average_investment.annualized->value, 0.1, 1e-12);
}

TEST(SimpleReturnsTest, without_capital_there_is_none) {
  const auto found = simple_returns({}, day("2024-01-01"), day("2024-01-31"), Decimal(0), at_start);
  EXPECT_FALSE(found.modified_dietz.total);
  EXPECT_FALSE(found.simple.total);
  EXPECT_FALSE(found.on_average_investment.total);
}

TEST(SimpleReturnsTest, of_a_book) {
  BookInput input = plain_input();
  input.transactions = {cash_row({.date = "2024-01-02", .type = Deposit, .amount = "1000"}),
                        transaction({.date = "2024-01-02", .type = Buy, .quantity = "10", .price = "100"}),
                        cash_row({.date = "2024-01-12", .type = Deposit, .amount = "600"})};
  input.prices = {series({{"2024-01-02", "100"}, {"2024-01-31", "115"}})};
  const auto performance = compute_performance(
      book_of(input, "2024-01-31"), {.scope = Scope::household(), .period = {day("2024-01-01"), day("2024-01-31")}});
  ASSERT_TRUE(performance);
  EXPECT_EQ(performance->gain, number("150"));
  // 1,000 there for all 30 days, 600 for 20.
  EXPECT_NEAR(performance->simple_returns.modified_dietz.total->value, 150.0 / 1400, 1e-15);
  EXPECT_NEAR(performance->simple_returns.simple.total->value, 0.09375, 1e-15);
}

}  // namespace
}  // namespace coffer::ledger
