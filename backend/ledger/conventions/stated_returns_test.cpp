#include "ledger/conventions/stated_returns.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "ledger/book_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

TEST(StatedReturnsTest, dietz_weighs_flows_by_the_time_that_they_worked) {
  const std::vector<TimedAmount> flows{{.time = 1, .amount = 50}};
  EXPECT_NEAR(stated_dietz(100, 300, 2, flows)->value, 1.2, 1e-14);
  EXPECT_FALSE(stated_dietz(0, 300, 2, {}));
  EXPECT_FALSE(stated_dietz(100, 300, 0, {}));
}

TEST(StatedReturnsTest, linked_subperiods_do_not_see_the_flows) {
  const std::vector<Traced> values{100, 110, 231};
  const std::vector<Traced> flows{0, 100};
  EXPECT_NEAR(linked_return(values, flows)->value, 0.21, 1e-14);
  const std::vector<Traced> spent{-110};
  EXPECT_FALSE(linked_return(std::vector<Traced>{110, 5}, spent));
}

TEST(StatedReturnsTest, months_until_a_target_with_and_without_interest) {
  EXPECT_NEAR(months_until(1000, {.principal = 400, .payment = 50, .annual_rate = 0})->value, 12, 1e-12);
  const double months =
      months_until(10'000, {.principal = 1'000, .payment = 100, .annual_rate = number("0.06")})->value;
  EXPECT_NEAR(1'000 * std::pow(1.005, months) + 100 * (std::pow(1.005, months) - 1) / 0.005, 10'000, 1e-8);
  EXPECT_FALSE(months_until(1000, {.principal = 400, .payment = 0, .annual_rate = 0}));
}

TEST(StatedReturnsTest, worth_at_the_rate_of_return_is_nothing) {
  const std::vector<TracedAmount> flows{{.date = day("2023-01-01"), .amount = -100},
                                        {.date = day("2024-01-01"), .amount = 110}};
  EXPECT_NEAR(present_value(flows, number("0.1")).value, 0, 1e-12);
  const std::vector<TimedAmount> timed{{.time = 0, .amount = -100}, {.time = number("0.5"), .amount = 110}};
  EXPECT_NEAR(periodic_rate(timed)->value, 0.21, 1e-12);
}

}  // namespace
}  // namespace coffer::ledger
