#include "ledger/conventions/average_investment.hpp"

#include <gtest/gtest.h>

#include "ledger/conventions/booking_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

BookingInput share(std::vector<Booking> bookings, std::shared_ptr<const DecimalSeries> quotes) {
  BookingInput input;
  input.report = money("EUR");
  input.instruments = {{.currency = money("EUR")}};
  input.quotes = {std::move(quotes)};
  input.bookings = std::move(bookings);
  return input;
}

AverageInvestment invest(const BookingInput& input, AverageInvestmentQuery query) {
  query.instrument = InstrumentIndex{0};
  return compute_average_investment(input, query).value();
}

AverageInvestment invest(const BookingInput& input, std::string_view as_of) {
  AverageInvestmentQuery query;
  query.as_of = day(as_of);
  return invest(input, query);
}

TEST(AverageInvestmentTest, each_day_counts_what_was_invested_as_it_began) {
  // 1,000 at the start of 2 and 3 January, 3,000 at that of 4 and 5.
  const auto result =
      invest(share({trade(Buy, "2024-01-01", "10", "100", "10"), trade(Buy, "2024-01-03", "10", "200", "20")},
                   series({{"2024-01-01", "180"}})),
             "2024-01-05");
  EXPECT_EQ(result.local.time_weighted_investment, number("2000"));
  EXPECT_EQ(result.local.gross_performance, number("600"));
  EXPECT_EQ(result.local.net_performance, number("570"));
  EXPECT_NEAR(result.local.net_return().value, 0.285, 1e-15);
  EXPECT_NEAR(result.local.gross_return().value, 0.3, 1e-15);
  EXPECT_NEAR(result.daily_average_return.value, 570.0 / 2200, 1e-15);  // (2 x 1,000 + 3 x 3,000) / 5 at the ends
  EXPECT_EQ(result.average_price, number("150"));
  EXPECT_EQ(result.market_value, number("3600"));
}

TEST(AverageInvestmentTest, bought_today_the_investment_itself_is_the_average) {
  const auto result =
      invest(share({trade(Buy, "2024-01-01", "2", "100")}, series({{"2024-01-01", "110"}})), "2024-01-01");
  EXPECT_EQ(result.local.time_weighted_investment, number("200"));
  EXPECT_NEAR(result.local.net_return().value, 0.1, 1e-15);
}

TEST(AverageInvestmentTest, days_without_a_position_do_not_count) {
  const auto result = invest(share({trade(Buy, "2024-01-01", "10", "100"), trade(Sell, "2024-01-03", "10", "110"),
                                    trade(Buy, "2024-01-20", "1", "300"), trade(Sell, "2024-01-21", "1", "330")},
                                   series({{"2024-01-01", "120"}})),
                             "2024-01-31");
  EXPECT_EQ(result.local.realized_gain, number("130"));
  EXPECT_EQ(result.local.gross_performance, number("130"));
  EXPECT_EQ(result.local.time_weighted_investment, divide(2300, 3));  // 2, 3 and 21 January
  EXPECT_TRUE(result.local.investment.is_zero());
  EXPECT_TRUE(result.average_price.is_zero());
  ASSERT_EQ(result.investments.size(), 4U);
  EXPECT_EQ(result.investments[2].date, day("2024-01-20"));
  EXPECT_EQ(result.investments[2].amount, number("300"));
  EXPECT_TRUE(result.investments[3].amount.is_zero());
}

TEST(AverageInvestmentTest, a_day_before_the_first_quote_takes_the_closing_quote) {
  AverageInvestmentQuery query;
  query.as_of = day("2024-01-20");
  query.series_dates = {day("2023-12-31"), day("2024-01-01"), day("2024-01-12"), day("2024-01-21")};
  const auto result = invest(share({trade(Buy, "2024-01-01", "10", "100", "3")},
                                   series({{"2024-01-10", "120"}, {"2024-01-20", "150"}, {"2024-01-22", "90"}})),
                             query);
  ASSERT_EQ(result.series.size(), 3U);  // none after the closing day
  EXPECT_TRUE(result.series[0].value.is_zero());
  EXPECT_TRUE(result.series[0].performance.net_performance.is_zero());
  EXPECT_EQ(result.series[0].performance.net_return().value, 0);
  EXPECT_EQ(result.series[1].value, number("1500"));
  EXPECT_EQ(result.series[1].performance.net_performance, number("497"));
  EXPECT_NEAR(result.series[1].performance.net_return().value, 0.497, 1e-15);
  EXPECT_EQ(result.series[2].value, number("1200"));
  EXPECT_EQ(result.series[2].performance.net_performance, number("197"));
}

TEST(AverageInvestmentTest, without_any_quote_the_latest_trade_has_the_price) {
  const auto result = invest(share({trade(Buy, "2024-01-01", "10", "100"), trade(Sell, "2024-01-03", "4", "130"),
                                    trade(Dividend, "2024-01-04", "6", "2")},
                                   nullptr),
                             "2024-01-05");
  EXPECT_EQ(result.market_value, number("780"));
  EXPECT_EQ(result.local.gross_performance, number("300"));
  EXPECT_EQ(result.dividends, number("12"));  // outside performance
}

TEST(AverageInvestmentTest, currencies_at_the_rates_of_the_bookings_and_at_the_closing_rate) {
  BookingInput input = share({trade(Buy, "2015-03-01", "2", "300", "10"), trade(Sell, "2017-03-01", "1", "500", "5")},
                             series({{"2015-03-01", "300"}, {"2018-01-01", "600"}}));
  for (Booking& booking : input.bookings) booking.currency = money("USD");
  input.instruments[0].currency = money("USD");
  input.rates = {
      {money("USD"), money("EUR"), series({{"2015-03-01", "1.1"}, {"2017-03-01", "0.9"}, {"2018-01-01", "0.8"}})}};
  const auto result = invest(input, "2018-06-01");
  EXPECT_EQ(result.market_value, number("480"));
  EXPECT_EQ(result.local.realized_gain, number("200"));
  EXPECT_EQ(result.local.fees, number("15"));
  EXPECT_EQ(result.at_closing_rate.investment, number("240"));
  EXPECT_EQ(result.at_closing_rate.gross_performance, number("400"));
  EXPECT_EQ(result.at_closing_rate.net_performance, number("388"));
  EXPECT_EQ(result.at_booked_rates.investment, number("330"));
  EXPECT_EQ(result.at_booked_rates.realized_gain, number("120"));  // 450 - 330
  EXPECT_EQ(result.at_booked_rates.fees, number("15.5"));
  EXPECT_EQ(result.at_booked_rates.gross_performance, number("270"));
  EXPECT_EQ(result.at_booked_rates.net_performance, number("254.5"));
  // A sale takes out what its units had cost, at the rate of then.
  ASSERT_EQ(result.yearly_flows.size(), 4U);
  EXPECT_EQ(result.yearly_flows[0].date, day("2015-01-01"));
  EXPECT_EQ(result.yearly_flows[0].amount, number("660"));
  EXPECT_TRUE(result.yearly_flows[1].amount.is_zero());
  EXPECT_EQ(result.yearly_flows[2].amount, number("-330"));
  EXPECT_EQ(result.yearly_flows[3].date, day("2018-01-01"));
  EXPECT_TRUE(result.yearly_flows[3].amount.is_zero());
}

TEST(AverageInvestmentTest, a_rate_on_the_booking_beats_that_of_the_market) {
  BookingInput input = share({trade(Buy, "2024-01-01", "2", "100")}, series({{"2024-01-01", "100"}}));
  input.instruments[0].currency = money("USD");
  input.bookings[0].currency = money("USD");
  input.bookings[0].fx = BookedRate{.amount = {},
                                    .currency = money("USD"),
                                    .instrument_amount = {},
                                    .instrument_currency = money("EUR"),
                                    .rate = number("1.25")};
  input.rates = {{money("EUR"), money("USD"), series({{"2024-01-01", "2"}})}};
  const auto result = invest(input, "2024-01-02");
  EXPECT_EQ(result.at_booked_rates.investment, number("160"));
  EXPECT_EQ(result.at_closing_rate.investment, number("100"));
}

TEST(AverageInvestmentTest, a_range_starts_at_the_end_of_its_first_day) {
  AverageInvestmentQuery query;
  query.as_of = day("2024-01-10");
  query.range_starts = {day("2024-01-05"), day("2023-12-31")};
  const auto result = invest(share({trade(Buy, "2024-01-01", "10", "100", "7"), trade(Sell, "2024-01-05", "5", "110")},
                                   series({{"2024-01-05", "120"}, {"2024-01-10", "130"}})),
                             query);
  EXPECT_EQ(result.at_closing_rate.net_performance, number("193"));
  ASSERT_EQ(result.net_since.size(), 2U);
  EXPECT_EQ(result.net_since[0].amount, number("50"));  // the sale is before it
  EXPECT_EQ(result.net_since[1].amount, number("193"));
}

TEST(AverageInvestmentTest, a_cash_balance_is_units_at_one) {
  BookingInput input = share({payment(Deposit, "2024-01-01", "1000"), payment(Withdrawal, "2024-02-01", "400"),
                              payment(Deposit, "2024-02-01", "50")},
                             nullptr);
  for (Booking& booking : input.bookings) booking.currency = money("USD");
  input.bookings[2].currency = money("EUR");  // another balance
  input.instruments[0].currency = money("USD");
  input.rates = {{money("USD"), money("EUR"), series({{"2024-01-01", "0.9"}, {"2024-03-01", "0.8"}})}};
  AverageInvestmentQuery query;
  query.as_of = day("2024-03-01");
  query.nature = PositionNature::CashBalance;
  const auto result = invest(input, query);
  EXPECT_EQ(result.quantity, number("600"));
  EXPECT_EQ(result.market_value, number("480"));
  EXPECT_TRUE(result.at_closing_rate.gross_performance.is_zero());
  EXPECT_EQ(result.at_booked_rates.gross_performance, number("-60"));
}

TEST(AverageInvestmentTest, a_split_changes_units_not_the_investment) {
  const auto result = invest(
      share({trade(Buy, "2024-01-01", "10", "100"), split("2024-01-03", "4", "1"), trade(Fee, "2024-01-04", "0")},
            series({{"2024-01-01", "100"}, {"2024-01-03", "26"}})),
      "2024-01-05");
  EXPECT_EQ(result.quantity, number("40"));
  EXPECT_EQ(result.average_price, number("25"));
  EXPECT_EQ(result.local.gross_performance, number("40"));
  EXPECT_EQ(result.local.time_weighted_investment, number("1000"));
}

TEST(AverageInvestmentTest, a_short_position_gains_when_the_price_falls) {
  const auto result = invest(share({trade(Sell, "2024-01-01", "2", "100"), trade(Buy, "2024-01-03", "1", "70")},
                                   series({{"2024-01-01", "80"}})),
                             "2024-01-05");
  EXPECT_EQ(result.local.investment, number("-100"));
  EXPECT_EQ(result.local.realized_gain, number("30"));
  EXPECT_EQ(result.local.gross_performance, number("50"));
}

TEST(AverageInvestmentTest, without_bookings_up_to_the_day_there_is_nothing) {
  const auto result =
      invest(share({trade(Buy, "2024-01-06", "10", "100")}, series({{"2024-01-01", "100"}})), "2024-01-05");
  EXPECT_FALSE(result.has_bookings);
  EXPECT_TRUE(result.market_value.is_zero());
  EXPECT_TRUE(result.yearly_flows.empty());
}

}  // namespace
}  // namespace coffer::ledger
