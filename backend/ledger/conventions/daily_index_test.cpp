#include "ledger/conventions/daily_index.hpp"

#include <gtest/gtest.h>

#include "ledger/conventions/booking_fixture.hpp"
#include "ledger/conventions/trading_days.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

std::vector<CapitalDay> days_from(std::string_view start, std::vector<CapitalDay> days) {
  for (std::size_t i = 0; i < days.size(); ++i) days[i].date = day(start).plus_days(static_cast<std::int32_t>(i));
  return days;
}

CapitalDay ending_at(std::string_view value, std::string_view in = "0", std::string_view out = "0") {
  return {.date = {}, .value = number(value), .in = number(in), .out = number(out)};
}

TEST(DailyIndexTest, capital_comes_in_the_morning_and_leaves_in_the_evening) {
  const DailyIndex index = link_days(
      days_from("2024-01-01", {ending_at("100", "100"), ending_at("165", "50"), ending_at("0", "0", "82.5")}));
  ASSERT_EQ(index.days.size(), 3U);
  EXPECT_EQ(index.days[0].daily_return().value, 0);  // what came on the first day lies in its value
  EXPECT_NEAR(index.days[1].daily_return().value, 0.1, 1e-15);
  EXPECT_NEAR(index.days[2].daily_return().value, -0.5, 1e-15);
  EXPECT_NEAR(index.twr().value, -0.45, 1e-15);
  EXPECT_EQ(index.warnings(), 0);
}

TEST(DailyIndexTest, a_gain_on_no_capital_is_a_warning_and_no_return) {
  const DailyIndex index =
      link_days(days_from("2024-01-01", {ending_at("0"), ending_at("0"), ending_at("10"), ending_at("11")}));
  EXPECT_EQ(index.warnings(), 1);
  EXPECT_EQ(index.days[2].daily_return().value, 0);
  EXPECT_NEAR(index.twr().value, 0.1, 1e-15);
}

TEST(DailyIndexTest, weeks_end_on_sunday_and_with_the_interval) {
  // Saturday to the second Monday after it.
  const DailyIndex index = link_days(days_from(
      "2024-01-06", {ending_at("100"), ending_at("110"), ending_at("110"), ending_at("110"), ending_at("110"),
                     ending_at("110"), ending_at("110"), ending_at("110"), ending_at("55"), ending_at("66")}));
  const std::vector<TracedRatio> weeks = weekly_returns(index);
  ASSERT_EQ(weeks.size(), 3U);
  EXPECT_NEAR(weeks[0].value, 0.1, 1e-15);
  EXPECT_NEAR(weeks[1].value, -0.5, 1e-15);
  EXPECT_NEAR(weeks[2].value, 0.2, 1e-15);
}

TEST(DailyIndexTest, risk_takes_trading_days_with_a_value_on_both_evenings) {
  // Thursday to Wednesday; nothing is held before Friday, and again on Tuesday.
  const DailyIndex index =
      link_days(days_from("2024-01-04", {ending_at("0"), ending_at("90", "100"), ending_at("90"), ending_at("90"),
                                         ending_at("99"), ending_at("0", "0", "99"), ending_at("50", "50")}));
  const RiskSample sample = risk_sample(index);
  ASSERT_EQ(sample.growths.size(), 1U);  // Monday alone
  EXPECT_NEAR(sample.growths[0].value, 1.1, 1e-15);
  ASSERT_EQ(sample.days.size(), 6U);  // from Friday on
  EXPECT_NEAR(sample.days[0].wealth.value, 0.9, 1e-15);
}

TEST(DailyIndexTest, cash_earns_what_is_neither_deposit_nor_withdrawal) {
  BookingInput input;
  input.report = money("EUR");
  Booking interest = payment(Interest, "2024-01-02", "42.5");
  interest.tax = number("7.5");
  input.bookings = {payment(Interest, "2024-01-01", "10"), payment(Deposit, "2024-01-01", "990"), interest,
                    payment(Withdrawal, "2024-01-03", "500"), payment(Fee, "2024-01-03", "521.25")};
  const CashIndex cash = compute_cash_index(Market(input), day("2024-01-01"), day("2024-01-03"));
  ASSERT_EQ(cash.index.days.size(), 3U);
  EXPECT_EQ(cash.index.days[1].value, number("1042.5"));
  EXPECT_NEAR(cash.index.days[1].daily_return().value, 0.0425, 1e-15);
  EXPECT_NEAR(cash.index.days[2].daily_return().value, -0.5, 1e-15);
  EXPECT_EQ(cash.interest, number("42.5"));
  EXPECT_EQ(cash.taxes, number("7.5"));
}

TEST(TradingDaysTest, easter_moves_and_the_exchange_with_it) {
  EXPECT_EQ(easter_sunday(2000), day("2000-04-23"));
  EXPECT_EQ(easter_sunday(2024), day("2024-03-31"));
  EXPECT_EQ(easter_sunday(2038), day("2038-04-25"));
  EXPECT_TRUE(is_trading_day(day("2015-04-02")));
  EXPECT_FALSE(is_trading_day(day("2015-04-03")));  // Good Friday
  EXPECT_FALSE(is_trading_day(day("2015-04-06")));  // Easter Monday
  EXPECT_TRUE(is_trading_day(day("2015-04-07")));
}

TEST(TradingDaysTest, weekends_and_fixed_holidays_are_none) {
  EXPECT_FALSE(is_trading_day(day("2024-06-01")));
  EXPECT_FALSE(is_trading_day(day("2024-06-02")));
  EXPECT_TRUE(is_trading_day(day("2024-06-03")));
  for (const char* const holiday : {"2024-01-01", "2024-05-01", "2024-12-24", "2024-12-25", "2024-12-26", "2024-12-31"})
    EXPECT_FALSE(is_trading_day(day(holiday))) << holiday;
  EXPECT_TRUE(is_trading_day(day("2024-12-27")));
  EXPECT_TRUE(is_trading_day(day("2024-12-30")));
}

}  // namespace
}  // namespace coffer::ledger
