#include "ledger/conventions/running_average.hpp"

#include <gtest/gtest.h>

namespace coffer::ledger {
namespace {

Decimal of(std::string_view text) { return parse_decimal(text).value(); }

TEST(RunningAverageTest, a_sale_leaves_the_average_and_earns_the_difference) {
  RunningAverage position;
  position.trade(10, 1000);
  position.trade(20, 2600);
  EXPECT_EQ(position.average_price(), Decimal(120));
  const auto relief = position.trade(-5, 700);
  EXPECT_EQ(relief.cost, Decimal(600));
  EXPECT_EQ(relief.gain, Decimal(100));
  EXPECT_EQ(position.quantity(), Decimal(25));
  EXPECT_EQ(position.cost(), Decimal(3000));
  EXPECT_EQ(position.average_price(), Decimal(120));
}

TEST(RunningAverageTest, a_short_position_has_negative_cost_and_earns_when_it_is_bought_back_for_less) {
  RunningAverage position;
  EXPECT_EQ(position.trade(-4, 400).gain, Decimal(0));
  position.trade(-4, 480);
  EXPECT_EQ(position.cost(), Decimal(-880));
  EXPECT_EQ(position.average_price(), Decimal(110));
  const auto relief = position.trade(2, 180);
  EXPECT_EQ(relief.cost, Decimal(-220));
  EXPECT_EQ(relief.gain, Decimal(40));
  EXPECT_EQ(position.quantity(), Decimal(-6));
  EXPECT_EQ(position.cost(), Decimal(-660));
}

TEST(RunningAverageTest, a_sale_beyond_zero_keeps_the_average) {
  RunningAverage position;
  position.trade(2, 200);
  const auto relief = position.trade(-3, 450);
  EXPECT_EQ(relief.cost, Decimal(300));
  EXPECT_EQ(relief.gain, Decimal(150));
  EXPECT_EQ(position.quantity(), Decimal(-1));
  EXPECT_EQ(position.cost(), Decimal(-100));
}

TEST(RunningAverageTest, thirds_close_at_exactly_zero) {
  RunningAverage position;
  position.trade(3, 100);
  position.trade(-1, 40);
  EXPECT_EQ(position.cost(), of("66.666666666666666667"));
  position.trade(-2, 80);
  EXPECT_TRUE(position.quantity().is_zero());
  EXPECT_TRUE(position.cost().is_zero());
  EXPECT_TRUE(position.average_price().is_zero());
}

TEST(RunningAverageTest, dust_below_the_epsilon_is_a_closed_position) {
  RunningAverage position(of("0.00001"));
  position.trade(1, 100);
  position.trade(of("-0.99999"), 100);
  EXPECT_EQ(position.quantity(), of("0.00001"));  // not below it
  position.trade(of("-0.000001"), 0);
  EXPECT_TRUE(position.quantity().is_zero());
  EXPECT_TRUE(position.cost().is_zero());
}

TEST(RunningAverageTest, a_split_changes_units_and_leaves_the_cost) {
  RunningAverage position;
  position.trade(10, 1000);
  position.split(2, 1);
  EXPECT_EQ(position.quantity(), Decimal(20));
  EXPECT_EQ(position.cost(), Decimal(1000));
  EXPECT_EQ(position.average_price(), Decimal(50));
  position.split(1, 10);
  EXPECT_EQ(position.average_price(), Decimal(500));
}

}  // namespace
}  // namespace coffer::ledger
