#include "ledger/risk_figures.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ledger/book_fixture.hpp"
#include "ledger/return_sample.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum TransactionType;

const double year = std::sqrt(252.0);

// Mean 0.01; distances from it 0.01, -0.02, 0.02, -0.01.
const std::vector<Ratio> four{Ratio{0.02}, Ratio{-0.01}, Ratio{0.03}, Ratio{0.00}};

TEST(ReturnSampleTest, by_itself) {
  const ReturnSample sample(four, {}, {}, 252);
  EXPECT_NEAR(sample.semi_deviation()->value, std::sqrt(0.0005 / 4) * year, 1e-14);
  EXPECT_NEAR(sample.sharpe()->value, 0.01 / std::sqrt(0.0010 / 3) * year, 1e-12);
  EXPECT_NEAR(sample.sortino()->value, 0.01 / 0.005 * year, 1e-12);  // one return below zero, -0.01: sqrt(0.0001 / 4)
  EXPECT_FALSE(sample.beta());
  EXPECT_FALSE(sample.tracking_error());
}

TEST(ReturnSampleTest, a_riskless_rate_is_taken_off_first) {
  const std::vector<Ratio> riskless(4, Ratio{0.01});
  const ReturnSample sample(four, riskless, {}, 252);
  EXPECT_NEAR(sample.sharpe()->value, 0, 1e-12);
  EXPECT_NEAR(sample.sortino()->value, 0, 1e-12);
  EXPECT_NEAR(sample.semi_deviation()->value, std::sqrt(0.0005 / 4) * year, 1e-14);
}

TEST(ReturnSampleTest, against_a_benchmark) {
  // Mean 0.01; distances 0.01, -0.01, 0, 0: covariance 0.0003 / 3, variance 0.0002 / 3.
  const std::vector<Ratio> other{Ratio{0.02}, Ratio{0.00}, Ratio{0.01}, Ratio{0.01}};
  const ReturnSample sample(four, {}, other, 252);
  EXPECT_NEAR(sample.beta()->value, 1.5, 1e-12);
  EXPECT_NEAR(sample.alpha()->value, (0.01 - 1.5 * 0.01) * 252, 1e-12);
  EXPECT_NEAR(sample.correlation()->value, 3 / std::sqrt(20.0), 1e-12);
  EXPECT_NEAR(sample.tracking_error()->value, std::sqrt(0.0006 / 3) * year, 1e-12);
  EXPECT_NEAR(sample.information_ratio()->value, 0, 1e-12);
}

TEST(ReturnSampleTest, one_hundredth_ahead_each_day_is_alpha_without_tracking_error) {
  const std::vector<Ratio> behind{Ratio{0.01}, Ratio{-0.02}, Ratio{0.02}, Ratio{-0.01}};
  const ReturnSample sample(four, {}, behind, 252);
  EXPECT_NEAR(sample.beta()->value, 1, 1e-12);
  EXPECT_NEAR(sample.alpha()->value, 2.52, 1e-12);
  EXPECT_NEAR(sample.correlation()->value, 1, 1e-12);
  EXPECT_NEAR(sample.tracking_error()->value, 0, 1e-12);
  EXPECT_FALSE(sample.information_ratio());
}

TEST(ReturnSampleTest, value_at_risk_is_the_loss_that_the_share_did_not_exceed) {
  std::vector<Ratio> twenty;
  for (int i = 0; i < 20; ++i) twenty.push_back(Ratio{(i * 7 % 20 - 10) / 100.0});  // -0.10 to 0.09, shuffled
  EXPECT_NEAR(ReturnSample(twenty, {}, {}, 252).value_at_risk(Ratio{0.95})->value, 0.10, 1e-15);
  EXPECT_NEAR(ReturnSample(twenty, {}, {}, 252).value_at_risk(Ratio{0.90})->value, 0.09, 1e-15);
  EXPECT_NEAR(ReturnSample(twenty, {}, {}, 252).value_at_risk(Ratio{0.87})->value, 0.08, 1e-15);
  EXPECT_FALSE(ReturnSample(twenty, {}, {}, 252).value_at_risk(Ratio{0.99}));
}

TEST(ReturnSampleTest, too_few_or_all_alike_say_nothing) {
  const std::vector<Ratio> one{Ratio{0.01}};
  EXPECT_FALSE(ReturnSample(one, {}, one, 252).sharpe());
  EXPECT_FALSE(ReturnSample(one, {}, one, 252).beta());
  const std::vector<Ratio> alike(5, Ratio{0.1});
  EXPECT_FALSE(ReturnSample(alike, {}, alike, 252).sharpe());
  EXPECT_FALSE(ReturnSample(alike, {}, alike, 252).beta());
  EXPECT_FALSE(ReturnSample(alike, {}, alike, 252).correlation());
}

// A share at 100 on Thursday, 101 on Friday, 99.99 on Monday, 100.9899 on Tuesday; a dollar fund that
// never moves, while the dollar does.
BookInput over_a_weekend() {
  BookInput input = plain_input();
  input.instruments.push_back({.currency = money("USD")});
  input.transactions = {cash_row({.date = "2024-01-04", .type = Deposit, .amount = "1000"}),
                        transaction({.date = "2024-01-04", .type = Buy, .quantity = "10", .price = "100"})};
  input.prices = {
      series({{"2024-01-04", "100"}, {"2024-01-05", "101"}, {"2024-01-08", "99.99"}, {"2024-01-09", "100.9899"}}),
      series({{"2024-01-04", "100"}})};
  input.rates = {
      {money("USD"), money("EUR"), series({{"2024-01-04", "0.80"}, {"2024-01-05", "0.808"}, {"2024-01-09", "0.80"}})}};
  return input;
}
const Period weekend{.from = day("2024-01-04"), .to = day("2024-01-09")};

TEST(RiskTest, days_without_a_price_are_no_observations) {
  const Book book = book_of(over_a_weekend(), "2024-01-09");
  const auto found = compute_risk(book, {.scope = Scope::household(), .period = weekend});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->observations, 3);
  EXPECT_NEAR(found->volatility->value, 0.1833091383, 1e-10);
  EXPECT_NEAR(found->max_drawdown.depth.value, 0.01, 1e-12);
  EXPECT_EQ(found->max_drawdown.peak, day("2024-01-05"));
  EXPECT_EQ(found->max_drawdown.trough, day("2024-01-08"));
  EXPECT_FALSE(found->max_drawdown.recovery);
  EXPECT_EQ(found->max_drawdown.days_down, 4);
  EXPECT_FALSE(found->calmar);  // less than a year
  EXPECT_FALSE(found->benchmark);
}

TEST(RiskTest, a_fall_ends_where_its_height_is_reached_again) {
  BookInput input = over_a_weekend();
  input.prices[0] = series({{"2024-01-04", "100"},
                            {"2024-01-05", "90"},
                            {"2024-01-06", "95"},
                            {"2024-01-07", "100"},
                            {"2024-01-08", "93"},
                            {"2024-01-09", "120"}});
  const auto found = compute_risk(book_of(input, "2024-01-09"), {.scope = Scope::household(), .period = weekend});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->max_drawdown.depth.value, 0.1, 1e-12);
  EXPECT_EQ(found->max_drawdown.peak, day("2024-01-04"));
  EXPECT_EQ(found->max_drawdown.trough, day("2024-01-05"));
  EXPECT_EQ(found->max_drawdown.recovery, day("2024-01-07"));
  EXPECT_EQ(found->max_drawdown.days_down, 3);
}

TEST(RiskTest, a_benchmark_is_seen_in_the_report_currency) {
  const Book book = book_of(over_a_weekend(), "2024-01-09");
  const auto found = compute_risk(book, {.scope = Scope::household(), .period = weekend, .benchmark = instrument(1)});
  ASSERT_TRUE(found);
  ASSERT_TRUE(found->benchmark);
  EXPECT_NEAR(found->benchmark->total.value, 0, 1e-12);
  // Own 0.01, -0.01, 0.01; the dollar 0.01, 0, 0.8 / 0.808 - 1.
  const std::vector<Ratio> own{Ratio{0.01}, Ratio{-0.01}, Ratio{0.01}};
  const std::vector<Ratio> dollar{Ratio{0.01}, Ratio{0}, Ratio{0.8 / 0.808 - 1}};
  const ReturnSample sample(own, {}, dollar, 252);
  EXPECT_NEAR(found->benchmark->beta->value, sample.beta()->value, 1e-9);
  EXPECT_NEAR(found->benchmark->tracking_error->value, sample.tracking_error()->value, 1e-9);
}

TEST(ReturnSampleTest, returns_equal_but_for_rounding_have_no_information_ratio) {
  const std::vector<Ratio> own{Ratio{0.01}, Ratio{-0.02}, Ratio{0.03}};
  std::vector<Ratio> same = own;
  same[0].value += 2e-16;
  same[2].value -= 1e-16;
  EXPECT_FALSE(ReturnSample(own, {}, same, 252).information_ratio());
  EXPECT_FALSE(ReturnSample(own, same, {}, 252).sharpe());
}

TEST(RiskTest, a_split_of_the_benchmark_is_no_fall) {
  BookInput input = over_a_weekend();
  input.prices[1] = series({{"2024-01-04", "100"}, {"2024-01-05", "50"}});
  Transaction split = transaction({.date = "2024-01-05", .type = Split, .instrument = 1});
  split.account = {};
  split.detail.edit().ratio_to = number("2");
  split.detail.edit().ratio_from = number("1");
  input.transactions.push_back(split);
  const auto found = compute_risk(book_of(input, "2024-01-09"),
                                  {.scope = Scope::household(), .period = weekend, .benchmark = instrument(1)});
  ASSERT_TRUE(found && found->benchmark);
  EXPECT_NEAR(found->benchmark->total.value, 0, 1e-12);
}

TEST(RiskTest, the_riskless_rate_accrues_over_the_weekend) {
  // 1 % a day: 1.01^365 - 1 a year. Excess: 0, -0.01 - 0.030301, 0.
  RiskRequest request{.scope = Scope::household(), .period = weekend};
  request.riskless = series({{"2024-01-01", "36.783434332887"}});
  const auto found = compute_risk(book_of(over_a_weekend(), "2024-01-09"), request);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->sortino->value, -(0.040301 / 3) / (0.040301 / std::sqrt(3.0)) * year, 1e-6);
  EXPECT_TRUE(found->warnings.empty());
}

TEST(RiskTest, what_is_not_known_of_a_benchmark_is_said) {
  BookInput input = over_a_weekend();
  input.prices[1] = nullptr;
  RiskRequest request{.scope = Scope::household(), .period = weekend, .benchmark = instrument(1)};
  request.riskless = series({{"2024-01-08", "0.03"}});
  const auto found = compute_risk(book_of(input, "2024-01-09"), request);
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->benchmark);
  ASSERT_EQ(found->warnings.size(), 2U);
  EXPECT_EQ(found->warnings[0].kind, WarningKind::EstimatedRate);  // the riskless one, before its first day
  EXPECT_EQ(found->warnings[1].kind, WarningKind::MissingPrice);
  request.confidence = Decimal(1);
  EXPECT_FALSE(compute_risk(book_of(input, "2024-01-09"), request));
}

}  // namespace
}  // namespace coffer::ledger
