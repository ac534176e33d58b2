#include "ledger/conventions/holdings_totals.hpp"

#include <gtest/gtest.h>

#include "ledger/conventions/booking_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

BookingInput household() {
  BookingInput input;
  input.report = money("EUR");
  input.instruments = {{.currency = money("EUR")}};
  input.quotes = {series({{"2024-01-08", "120"}, {"2024-04-01", "130"}})};
  Booking debt = trade(Liability, "2024-01-12", "1", "5000");
  debt.instrument = {};
  input.bookings = {payment(Deposit, "2024-01-01", "1000"), trade(Buy, "2024-01-10", "2", "100", "5"),
                    payment(Fee, "2024-01-11", "49"), debt, payment(Deposit, "2024-06-01", "500")};
  return input;
}

TEST(HoldingsTotalsTest, deposits_are_cash_that_purchases_do_not_draw_on) {
  const auto totals = compute_holdings_totals(household(), day("2024-03-01"), {}).value();
  EXPECT_EQ(totals.cash, number("1500"));  // also what comes after the day
  EXPECT_EQ(totals.market_value, number("1740"));
  EXPECT_EQ(totals.cost_basis, number("200"));
  EXPECT_EQ(totals.net_performance, number("40"));  // fees do not reduce it
  EXPECT_EQ(totals.fees, number("49"));             // of fee bookings, not of the trade
  EXPECT_EQ(totals.liabilities, number("5000"));
  ASSERT_EQ(totals.units.size(), 1U);
  EXPECT_EQ(totals.units[0].market_value, number("240"));
  ASSERT_EQ(totals.deposits.size(), 1U);
  EXPECT_EQ(totals.deposits[0].amount, number("1500"));
}

TEST(HoldingsTotalsTest, a_series_knows_what_was_booked_so_far) {
  const auto totals =
      compute_holdings_totals(household(), day("2024-03-01"), {day("2024-04-01"), day("2024-01-05")}).value();
  ASSERT_EQ(totals.series.size(), 2U);
  EXPECT_EQ(totals.series[0].date, day("2024-01-05"));
  EXPECT_EQ(totals.series[0].value, number("0"));
  EXPECT_EQ(totals.series[0].net_worth, number("1000"));
  EXPECT_EQ(totals.series[0].investment, number("0"));
  EXPECT_EQ(totals.series[1].value, number("260"));
  EXPECT_EQ(totals.series[1].net_worth, number("1260"));
  EXPECT_EQ(totals.series[1].investment, number("200"));
}

TEST(HoldingsTotalsTest, sales_and_splits_move_units_but_not_what_was_bought) {
  BookingInput input = household();
  input.bookings = {trade(Buy, "2024-01-10", "2", "100"), split("2024-01-11", "3", "1"),
                    trade(Sell, "2024-01-12", "1", "50")};
  const auto totals = compute_holdings_totals(input, day("2024-03-01"), {}).value();
  EXPECT_EQ(totals.units[0].quantity, number("5"));
  EXPECT_EQ(totals.market_value, number("600"));
  EXPECT_EQ(totals.cost_basis, number("200"));
}

TEST(HoldingsTotalsTest, without_a_quote_units_are_worth_nothing) {
  BookingInput input = household();
  input.quotes = {nullptr};
  const auto totals = compute_holdings_totals(input, day("2024-03-01"), {}).value();
  EXPECT_EQ(totals.market_value, number("1500"));
  EXPECT_EQ(totals.net_performance, number("-200"));
}

}  // namespace
}  // namespace coffer::ledger
