#include "ledger/returns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "ledger/book_fixture.hpp"
#include "ledger/return_days.hpp"
#include "ledger/risk.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

TEST(ReturnsTest, present_value_at_the_rate_found_is_zero) {
  std::mt19937 random(5);
  int found = 0;
  for (int i = 0; i < 400; ++i) {
    std::vector<DatedFlow> flows;
    double size = 0;
    const unsigned count = random() % 30 + 2;
    for (unsigned k = 0; k < count; ++k) {
      const double amount = static_cast<double>(static_cast<int>(random() % 20'001) - 12'000) / 100;
      flows.push_back({Date::from_days(18'000 + static_cast<int>(random() % 3000)), Ratio{amount}});
    }
    const Date end = Date::from_days(21'100);
    const double final_value = static_cast<double>(random() % 200'000) / 100;
    const MoneyWeightedReturn irr = compute_irr(flows, end, Ratio{final_value});
    if (!irr.rate || irr.rate->value <= -1) continue;
    ++found;
    flows.push_back({end, Ratio{final_value}});
    const Date first = std::ranges::min_element(flows, {}, &DatedFlow::date)->date;
    for (const DatedFlow& flow : flows)
      size += std::abs(flow.amount.value) * std::pow(1 + irr.rate->value, -days_between(first, flow.date) / 365.0);
    EXPECT_NEAR(net_present_value(flows, *irr.rate).value / size, 0, 1e-10) << i << " rate " << irr.rate->value;
  }
  EXPECT_GT(found, 250);
}

// A millionth of a millionth is what rounding leaves of lots sold to the last unit.
TEST(ReturnsTest, what_rounding_leaves_is_no_capital) {
  const Decimal residue = number("0.000000000001");
  EXPECT_FALSE(day_link(residue, number("5"), {}, {}).has_capital);
  EXPECT_EQ(day_link({}, number("5"), residue, {}).factor, 1);
  EXPECT_FALSE(return_with_flow_at_end(residue, number("5"), {}).has_capital);
  EXPECT_EQ(day_link(number("0.01"), number("0.02"), {}, {}).factor, 2);
}

TEST(ReturnsTest, one_day_and_ninety_years) {
  const auto doubled = compute_irr({{day("2024-01-01"), Ratio{-100}}}, day("2024-01-02"), Ratio{101});
  ASSERT_TRUE(doubled.rate);
  EXPECT_NEAR(doubled.rate->value, std::pow(1.01, 365) - 1, 1e-6);
  const auto slow = compute_irr({{day("1930-01-01"), Ratio{-100}}}, day("2020-01-01"), Ratio{101});
  ASSERT_TRUE(slow.rate);
  EXPECT_NEAR(slow.rate->value, std::pow(1.01, 365.0 / 32'872) - 1, 1e-9);
  const auto ruin = compute_irr({{day("2021-01-01"), Ratio{-1e6}}}, day("2022-01-01"), Ratio{0.01});
  ASSERT_TRUE(ruin.rate);
  EXPECT_NEAR(ruin.rate->value, -1 + 1e-8, 1e-13);
}

TEST(ReturnsTest, a_double_root_is_one_root) {
  // -100 (x - 1.1)^2 written out.
  const auto irr =
      compute_irr({{day("2021-01-01"), Ratio{-100}}, {day("2022-01-01"), Ratio{220}}, {day("2023-01-01"), Ratio{-121}}},
                  day("2023-01-01"), std::nullopt);
  ASSERT_TRUE(irr.rate);
  EXPECT_NEAR(irr.rate->value, 0.1, 1e-6);
}

TEST(ReturnsTest, no_flows_have_no_rate) {
  const auto irr = compute_irr({}, day("2024-01-01"), Ratio{0});
  EXPECT_FALSE(irr.rate);
  EXPECT_EQ(irr.reason, IrrReason::NoSignChange);
}

TEST(ReturnsTest, short_periods_are_annualised_only_on_request) {
  EXPECT_FALSE(annualize(Ratio{0.02}, 65, ShortPeriods::NotAnnualized));
  EXPECT_NEAR(annualize(Ratio{0.02}, 65, ShortPeriods::Annualized)->value, 0.117618, 1e-6);
  EXPECT_NEAR(annualize(Ratio{0.21}, 730, ShortPeriods::NotAnnualized)->value, 0.1, 1e-12);
  EXPECT_EQ(annualize(Ratio{-1}, 730, ShortPeriods::NotAnnualized)->value, -1);
  EXPECT_FALSE(annualize(Ratio{0}, 0, ShortPeriods::Annualized));
}

TEST(ReturnsTest, times_in_years_need_not_be_whole) {
  const auto doubled = compute_irr({{Ratio{0.5}, Ratio{-100}}, {Ratio{2.5}, Ratio{121}}});
  ASSERT_TRUE(doubled.rate);
  EXPECT_NEAR(doubled.rate->value, 0.1, 1e-14);
  const auto unordered = compute_irr({{Ratio{2}, Ratio{264}}, {Ratio{0}, Ratio{-100}}, {Ratio{1}, Ratio{-118}}});
  ASSERT_TRUE(unordered.rate);
  EXPECT_NEAR(100 * std::pow(1 + unordered.rate->value, 2) + 118 * (1 + unordered.rate->value), 264, 1e-11);
}

TEST(ReturnsTest, dietz_weighs_flows_by_the_time_that_they_worked) {
  const std::vector<TimedFlow> flows{{Ratio{1}, Ratio{50}}};
  EXPECT_NEAR(modified_dietz(Ratio{100}, Ratio{300}, Ratio{2}, flows)->value, 1.2, 1e-14);
  EXPECT_FALSE(modified_dietz(Ratio{0}, Ratio{300}, Ratio{2}, {}));
  EXPECT_FALSE(modified_dietz(Ratio{100}, Ratio{300}, Ratio{0}, {}));
}

TEST(ReturnsTest, a_return_of_years_is_a_root) {
  EXPECT_NEAR(annualize_years(Ratio{0.21}, Ratio{2})->value, 0.1, 1e-14);
  EXPECT_EQ(annualize_years(Ratio{-1.5}, Ratio{2})->value, -1);
  EXPECT_FALSE(annualize_years(Ratio{0.21}, Ratio{0}));
}

std::vector<Ratio> index_of_wealth(std::initializer_list<double> wealth) {
  std::vector<Ratio> index;
  for (const double one : wealth) index.push_back(Ratio{one - 1});
  return index;
}

TEST(RiskTest, days_of_a_drawdown_end_with_the_next_higher_value) {
  const Drawdown found = compute_drawdown(index_of_wealth({1, 1.2, 0.9, 1.2, 1.1, 1.3, 1.25}));
  EXPECT_NEAR(found.largest.value, 0.25, 1e-12);
  EXPECT_EQ(found.most_days, 4);
  EXPECT_EQ(found.longest_recovery.from, 2);
  EXPECT_EQ(found.longest_recovery.to, 5);
  EXPECT_EQ(compute_drawdown(index_of_wealth({1, 2, 3})).most_days, 1);
  EXPECT_EQ(compute_drawdown(index_of_wealth({3, 2, 1})).longest_recovery.from, 2);
  EXPECT_EQ(compute_drawdown(index_of_wealth({2, 2, 2})).longest_recovery.to, 2);
  EXPECT_EQ(compute_drawdown({}).most_days, 0);
}

TEST(RiskTest, the_first_day_is_the_first_peak) {
  EXPECT_NEAR(compute_drawdown(index_of_wealth({0.5, 0.4})).largest.value, 0.2, 1e-12);
}

TEST(RiskTest, deviation_over_the_period_grows_with_its_days) {
  const std::vector<Ratio> returns{Ratio{0.01}, Ratio{-0.01}, Ratio{0.01}};
  const Deviation found = compute_deviation(returns);
  EXPECT_NEAR(found.volatility.value, volatility(returns, 3).annual->value, 1e-14);
  // One term lies below the mean m: (ln 0.99 - m)^2, m = (2 ln 1.01 + ln 0.99) / 3.
  const double below = std::log(0.99) - (2 * std::log(1.01) + std::log(0.99)) / 3;
  EXPECT_NEAR(found.semi_deviation.value, std::sqrt(below * below / 2 * 3), 1e-14);
  EXPECT_EQ(compute_deviation(std::vector<Ratio>{Ratio{0.01}}).volatility.value, 0);
}

TEST(RiskTest, drawdown_is_measured_from_the_highest_point_so_far) {
  const std::vector<Ratio> index{Ratio{0.10}, Ratio{-0.01}, Ratio{0.20}, Ratio{0.08}};
  EXPECT_NEAR(max_drawdown(index).value, 0.1, 1e-12);
  EXPECT_EQ(max_drawdown({}).value, 0);
}

TEST(RiskTest, three_days_of_volatility) {
  const std::vector<Ratio> returns{Ratio{0.01}, Ratio{-0.01}, Ratio{0.01}};
  const Volatility found = volatility(returns, 252);
  EXPECT_NEAR(found.daily_deviation->value, 0.0115473903, 1e-10);
  EXPECT_NEAR(found.annual->value, 0.1833091383, 1e-10);
  EXPECT_EQ(found.observations, 3);
  EXPECT_FALSE(volatility(std::vector<Ratio>{Ratio{0.01}}, 252).annual);
}

}  // namespace
}  // namespace coffer::ledger
