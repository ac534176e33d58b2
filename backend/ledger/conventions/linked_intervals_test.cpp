#include "ledger/conventions/linked_intervals.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ledger/conventions/booking_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

BookingInput investment(std::vector<Booking> bookings, std::shared_ptr<const DecimalSeries> quotes = nullptr) {
  BookingInput input;
  input.report = money("EUR");
  input.instruments = {{.currency = money("EUR")}};
  input.quotes = {std::move(quotes)};
  input.bookings = std::move(bookings);
  return input;
}

LinkedReturn link(const BookingInput& input, std::string_view from, std::string_view to,
                  InvestmentCash cash = InvestmentCash::Outside) {
  return compute_linked_return(input, {.investment_cash = cash}, {.from = day(from), .to = day(to)}).value();
}

TEST(LinkedIntervalsTest, a_valuation_sets_the_whole_at_the_end_of_its_day) {
  const auto input = investment({payment(Deposit, "2024-01-01", "100"), payment(Valuation, "2024-01-31", "110"),
                                 payment(Deposit, "2024-01-31", "10"), payment(Deposit, "2024-02-01", "5")});
  const auto result = link(input, "2024-01-01", "2024-01-31");
  EXPECT_TRUE(result.initial_value.is_zero());
  EXPECT_EQ(result.net_cash_flow, number("110"));
  EXPECT_EQ(result.market_value, number("110"));
  EXPECT_TRUE(result.gain.is_zero());
  EXPECT_EQ(result.irr->value, 0);
  EXPECT_NEAR(result.twr->value, 0, 1e-12);  // 100 g + 10 = 110
  EXPECT_EQ(link(input, "2024-02-01", "2024-02-02").initial_value, number("110"));
  EXPECT_EQ(link(input, "2024-02-01", "2024-02-02").market_value, number("115"));
}

TEST(LinkedIntervalsTest, rates_of_a_year_use_both_full_days) {
  const auto result = link(investment({payment(Deposit, "2024-01-01", "100"), payment(Valuation, "2024-01-31", "110")}),
                           "2024-01-01", "2024-01-31");
  EXPECT_NEAR(result.irr->value, std::pow(1.1, 365.0 / 31) - 1, 1e-9);
  EXPECT_NEAR(result.twr->value, 0.1, 1e-12);
  EXPECT_NEAR(result.twr_annualized->value, std::pow(1.1, 365.0 / 31) - 1, 1e-9);
  const auto longer = compute_linked_return(
      investment({payment(Deposit, "2024-01-01", "100"), payment(Valuation, "2024-01-31", "110")}),
      {.days_per_year = number("365.25")}, {.from = day("2024-01-01"), .to = day("2024-01-31")});
  EXPECT_NEAR(longer->irr->value, std::pow(1.1, 365.25 / 31) - 1, 1e-9);
  EXPECT_NEAR(longer->twr_annualized->value, std::pow(1.1, 365.25 / 31) - 1, 1e-9);
}

TEST(LinkedIntervalsTest, from_nothing_with_all_flows_on_the_last_day_an_interval_earns_nothing) {
  // The 5 of the first valuation come from a deposit of the same day; 10 % are earned afterwards.
  const auto result = link(investment({payment(Deposit, "2024-01-10", "100"), payment(Valuation, "2024-01-10", "105"),
                                       payment(Valuation, "2024-01-20", "115.5")}),
                           "2024-01-01", "2024-01-31");
  EXPECT_NEAR(result.twr->value, 0.1, 1e-12);
  EXPECT_EQ(result.gain, number("15.5"));
}

TEST(LinkedIntervalsTest, a_flow_within_an_interval_earns_for_its_part_of_it) {
  // 100 g + 100 g^0.5 = 231 for g = 1.21: ten days of twenty.
  const auto result = link(investment({payment(Deposit, "2024-01-01", "100"), payment(Deposit, "2024-01-11", "100"),
                                       payment(Valuation, "2024-01-21", "231")}),
                           "2024-01-01", "2024-01-21");
  EXPECT_NEAR(result.twr->value, 0.21, 1e-12);
}

TEST(LinkedIntervalsTest, an_interval_of_one_day_may_lose_nearly_everything) {
  const auto result = link(investment({payment(Deposit, "2024-01-01", "1000"), payment(Deposit, "2024-01-02", "5"),
                                       payment(Valuation, "2024-01-02", "6")}),
                           "2024-01-01", "2024-01-02");
  EXPECT_NEAR(result.twr->value, -0.999, 1e-12);
}

TEST(LinkedIntervalsTest, what_comes_on_the_first_day_is_opening_capital) {
  const auto result =
      link(investment({payment(Deposit, "2023-12-01", "100"), payment(Deposit, "2024-01-01", "100"),
                       payment(Valuation, "2024-01-01", "400"), payment(Valuation, "2024-01-31", "440")}),
           "2024-01-01", "2024-01-31");
  EXPECT_EQ(result.initial_value, number("100"));
  EXPECT_EQ(result.net_cash_flow, number("100"));
  EXPECT_EQ(result.gain, number("240"));
  EXPECT_NEAR(result.twr->value, 0.1, 1e-12);
}

TEST(LinkedIntervalsTest, a_period_of_one_day_has_no_interval) {
  const auto result = link(investment({payment(Deposit, "2023-12-01", "100"), payment(Valuation, "2024-01-01", "110")}),
                           "2024-01-01", "2024-01-01");
  EXPECT_EQ(result.twr->value, 0);
  EXPECT_EQ(result.gain, number("10"));
  EXPECT_NEAR(std::log1p(result.irr->value), 365 * std::log(1.1), 1e-9);
  EXPECT_FALSE(compute_linked_return(investment({}), {}, {.from = day("2024-01-02"), .to = day("2024-01-01")}));
}

TEST(LinkedIntervalsTest, a_dividend_leaves_what_does_not_hold_cash) {
  const auto result = link(investment({payment(Deposit, "2024-01-01", "200"), payment(Dividend, "2024-01-20", "16")}),
                           "2024-01-01", "2024-01-31");
  EXPECT_EQ(result.net_cash_flow, number("184"));
  EXPECT_EQ(result.market_value, number("200"));
  EXPECT_EQ(result.gain, number("16"));
  EXPECT_NEAR(result.twr->value, 0.08, 1e-12);
}

TEST(LinkedIntervalsTest, cash_inside_takes_purchases_sales_and_dividends) {
  const auto input = investment({payment(Deposit, "2024-01-01", "1000"), trade(Buy, "2024-01-01", "10", "90", "5"),
                                 payment(Dividend, "2024-01-10", "5"), trade(Sell, "2024-01-25", "2", "99", "1"),
                                 payment(Fee, "2024-01-26", "2")},
                                series({{"2024-01-01", "90"}, {"2024-01-20", "99"}}));
  const auto result = link(input, "2024-01-01", "2024-01-31", InvestmentCash::Inside);
  EXPECT_EQ(result.net_cash_flow, number("1000"));
  EXPECT_EQ(result.market_value, number("1087"));  // 8 x 99 + 95 + 5 + 197 - 2
  EXPECT_EQ(result.gain, number("87"));
  EXPECT_NEAR(result.twr->value, 1087.0 / 995 - 1, 1e-12);
}

TEST(LinkedIntervalsTest, a_purchase_without_amount_is_at_the_quote_of_its_day) {
  const auto input =
      investment({trade(Buy, "2024-01-02", "10"), trade(Buy, "2024-01-07", "1"), trade(Buy, "2024-01-12", "1")},
                 series({{"2024-01-05", "43"}, {"2024-01-10", "50"}}));
  const auto result = link(input, "2024-01-01", "2024-01-31");
  EXPECT_EQ(result.net_cash_flow, number("523"));  // 430 at the first quote, 43, 50
  EXPECT_EQ(result.market_value, number("600"));
  EXPECT_TRUE(link(input, "2024-01-04", "2024-01-31").initial_value.is_zero());  // no quote yet
  EXPECT_EQ(link(input, "2024-01-10", "2024-01-31").initial_value, number("473"));
}

TEST(LinkedIntervalsTest, gains_over_the_average_amounts_paid) {
  const auto input = investment({trade(Buy, "2024-01-02", "10", "100", "5"), trade(Sell, "2024-01-05", "2", "110"),
                                 trade(Sell, "2024-01-12", "2", "120", "3")},
                                series({{"2024-01-02", "100"}, {"2024-01-20", "130"}}));
  const auto result = link(input, "2024-01-10", "2024-01-31");
  EXPECT_EQ(result.realized_gain, number("36"));     // 237 - 201; the sale before the period is not in it
  EXPECT_EQ(result.unrealized_gain, number("177"));  // 780 - 603
  EXPECT_EQ(result.net_cash_flow, number("-237"));
}

TEST(LinkedIntervalsTest, a_delivery_is_a_flow_and_a_split_is_none) {
  const auto input = investment({trade(DeliveryIn, "2024-01-01", "10", "100"), split("2024-01-10", "2", "1")},
                                series({{"2024-01-01", "100"}, {"2024-01-10", "55"}}));
  const auto result = link(input, "2024-01-01", "2024-01-31", InvestmentCash::Inside);
  EXPECT_EQ(result.net_cash_flow, number("1000"));
  EXPECT_EQ(result.market_value, number("1100"));
  EXPECT_NEAR(result.twr->value, 0.1, 1e-12);
}

TEST(LinkedIntervalsTest, without_capital_and_flows_the_rate_is_zero) {
  const auto result = link(investment({payment(Valuation, "2024-01-10", "100")}), "2024-01-01", "2024-01-31");
  EXPECT_EQ(result.gain, number("100"));
  ASSERT_TRUE(result.irr);
  EXPECT_EQ(result.irr->value, 0);
}

TEST(LinkedIntervalsTest, a_rate_that_solves_nothing_is_none) {
  // A dividend out of an investment that never held anything, then another: money without capital.
  const auto result = link(investment({payment(Dividend, "2024-01-10", "16")}), "2024-01-01", "2024-01-31");
  EXPECT_FALSE(result.irr);
  EXPECT_EQ(result.gain, number("16"));
}

}  // namespace
}  // namespace coffer::ledger
