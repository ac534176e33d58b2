#include "ledger/conventions/instrument_statement.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ledger/conventions/booking_fixture.hpp"
#include "ledger/conventions/instrument_performance.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

BookingInput input_of(std::vector<Booking> bookings, std::shared_ptr<const DecimalSeries> quotes,
                      std::string_view currency = "EUR") {
  BookingInput input;
  input.report = money("EUR");
  input.instruments.push_back({.currency = money(currency), .price_factor = 1});
  input.quotes.push_back(std::move(quotes));
  input.bookings = std::move(bookings);
  return input;
}

InstrumentStatement statement_of(const BookingInput& input, const BookingInterval& interval,
                                 LotOrder order = LotOrder::OldestFirst) {
  Conventions conventions;
  conventions.lot_order = order;
  return compute_instrument_statement(Market(input), InstrumentIndex{0}, interval, conventions);
}

Booking taxed(Booking booking, std::string_view tax) {
  booking.tax = number(tax);
  return booking;
}

Booking dividend(std::string_view on, std::string_view net, std::string_view tax = "0") {
  Booking booking = taxed(payment(Dividend, on, net), tax);
  booking.instrument = InstrumentIndex{0};
  return booking;
}

Booking cost(BookingType type, std::string_view on, std::string_view amount) {
  Booking booking = payment(type, on, amount);
  booking.instrument = InstrumentIndex{0};
  return booking;
}

TEST(InstrumentStatementTest, an_interval_revalues_what_it_opens_with) {
  const BookingInput input =
      input_of({trade(Buy, "2019-03-01", "10", "100", "7"), taxed(trade(Sell, "2020-02-03", "4", "130", "10"), "5")},
               series({{"2019-12-31", "120"}, {"2020-06-30", "125"}}));
  const InstrumentStatement statement = statement_of(input, {.from = day("2019-12-31"), .to = day("2020-06-30")});
  EXPECT_EQ(statement.quantity, number("6"));
  EXPECT_EQ(statement.held.cost, number("720"));
  EXPECT_EQ(statement.realized_gain_gross, number("40"));
  EXPECT_EQ(statement.market_value, number("750"));
  EXPECT_EQ(statement.unrealized_gain, number("30"));
  EXPECT_EQ(statement.unrealized_gain_percent(), divide(30, 720));
  EXPECT_EQ(statement.cost_per_share_net(), number("120"));
  EXPECT_EQ(statement.fees, number("10"));  // the 7 were paid before
  EXPECT_EQ(statement.taxes, number("5"));
}

TEST(InstrumentStatementTest, purchase_costs_are_cost_and_left_out_of_the_gross_gain) {
  const BookingInput input =
      input_of({taxed(trade(Buy, "2020-01-02", "10", "100", "7"), "3"), cost(BookingType::Fee, "2020-01-03", "4"),
                cost(FeeRefund, "2020-01-04", "1"), cost(Tax, "2020-01-05", "6"), cost(TaxRefund, "2020-01-06", "8")},
               series({{"2020-01-31", "110"}}));
  const InstrumentStatement statement = statement_of(input, {.from = {}, .to = day("2020-01-31")});
  EXPECT_EQ(statement.held.cost, number("1010"));
  EXPECT_EQ(statement.held.net, number("1000"));
  EXPECT_EQ(statement.unrealized_gain, number("90"));
  EXPECT_EQ(statement.unrealized_gain_gross, number("100"));
  EXPECT_EQ(statement.fees, number("10"));
  EXPECT_EQ(statement.taxes, number("1"));
}

TEST(InstrumentStatementTest, the_booked_rate_divides_a_gain_into_price_and_currency) {
  Booking bought = trade(Buy, "2024-01-02", "10", "80");
  bought.fx = BookedRate{.amount = number("800"),
                         .currency = money("EUR"),
                         .instrument_amount = number("1000"),
                         .instrument_currency = money("USD"),
                         .rate = number("0.8")};
  Booking sold = trade(Sell, "2024-02-01", "5", "90");
  sold.fx = BookedRate{.amount = {},
                       .currency = money("EUR"),
                       .instrument_amount = number("500"),
                       .instrument_currency = money("USD"),
                       .rate = number("0.9")};
  BookingInput input = input_of({bought, sold}, series({{"2024-02-01", "110"}}), "USD");
  input.rates.push_back({.from = money("EUR"), .to = money("USD"), .rates = series({{"2024-02-01", "1.25"}})});
  const InstrumentStatement statement = statement_of(input, {.from = {}, .to = day("2024-03-01")});
  EXPECT_EQ(statement.realized_gain_gross, number("50"));
  EXPECT_EQ(statement.realized_forex_gain, number("50"));  // 500 dollars at 0.9 against 400 euro
  EXPECT_EQ(statement.market_value, number("440"));
  EXPECT_EQ(statement.unrealized_gain_gross, number("40"));
  EXPECT_EQ(statement.unrealized_forex_gain, Decimal());
}

TEST(InstrumentStatementTest, a_rate_in_dollars_per_euro_makes_the_cost_in_dollars) {
  Booking bought = trade(Buy, "2024-01-02", "10", "90");
  bought.rate_eur_usd = number("1.2043");
  Booking sold = trade(Sell, "2024-02-01", "5", "100");
  sold.rate_eur_usd = number("1.1813");
  const BookingInput input = input_of({bought, sold}, nullptr, "USD");
  const InstrumentStatement statement = statement_of(input, {.from = {}, .to = day("2024-03-01")});
  EXPECT_EQ(statement.held.instrument, number("541.93"));  // of 1083.87 half, 541.935, goes as 541.94
  EXPECT_EQ(statement.realized_forex_gain, number("8.77"));
}

TEST(InstrumentStatementTest, a_purchase_later_in_the_file_precedes_the_sale_of_its_day) {
  Booking early = trade(Sell, "2024-01-02", "1", "30");
  early.time = 9 * 60;
  Booking late = trade(Buy, "2024-01-02", "1", "10");
  late.time = 15 * 60;
  const InstrumentStatement statement =
      statement_of(input_of({early, late}, nullptr), {.from = {}, .to = day("2024-01-03")});
  EXPECT_EQ(statement.realized_gain_gross, number("20"));
  EXPECT_EQ(statement.quantity, Decimal());
  EXPECT_FALSE(statement.cost_per_share_net().has_value());
}

TEST(InstrumentStatementTest, dividends_are_measured_against_average_cost) {
  const BookingInput input = input_of({trade(Buy, "2019-01-02", "10", "10"), trade(Buy, "2019-02-01", "10", "29", "10"),
                                       dividend("2019-03-01", "8", "2"), trade(Sell, "2019-04-01", "10", "40"),
                                       dividend("2020-03-02", "5"), dividend("2020-09-01", "10")},
                                      nullptr);
  const InstrumentStatement statement = statement_of(input, {.from = {}, .to = day("2020-12-31")});
  EXPECT_EQ(statement.held.cost, number("300"));  // oldest first took the 100
  EXPECT_EQ(statement.dividends, number("25"));
  EXPECT_EQ(statement.taxes, number("2"));
  ASSERT_EQ(statement.payments.size(), 3U);
  // 10 / 400 in the first year, 5 / 200 + 10 / 200 in the second.
  EXPECT_EQ(dividend_yield_per_year(statement.payments), number("0.05"));
}

TEST(DividendMeasuresTest, the_middle_distance_says_how_often) {
  const auto of = [](std::initializer_list<std::string_view> days) {
    std::vector<DividendPayment> payments;
    for (const std::string_view one : days) payments.push_back({.date = day(one), .gross = {}, .pool_cost = {}});
    return dividend_periodicity_name(dividend_periodicity(payments));
  };
  EXPECT_EQ(of({}), "NONE");
  EXPECT_EQ(of({"2020-01-15"}), "UNKNOWN");
  EXPECT_EQ(of({"2021-01-15", "2020-01-15"}), "ANNUAL");
  EXPECT_EQ(of({"2020-01-01", "2020-09-27"}), "SEMIANNUAL");               // 270 days
  EXPECT_EQ(of({"2020-01-01", "2020-02-01", "2020-06-01"}), "QUARTERLY");  // of 31 and 121 the larger
  EXPECT_EQ(of({"2020-01-01", "2020-03-01"}), "MONTHLY");                  // 60 days
}

TEST(InstrumentPerformanceTest, fees_lower_the_return_and_taxes_do_not) {
  const BookingInput input =
      input_of({taxed(trade(Buy, "2020-01-02", "10", "100", "10"), "5"), dividend("2020-01-03", "17", "3")},
               series({{"2020-01-02", "100"}, {"2020-01-03", "105"}}));
  const InstrumentPerformance performance =
      compute_instrument_performance(Market(input), InstrumentIndex{0}, day("2020-01-01"), day("2020-01-03"));
  EXPECT_NEAR(performance.index.twr().value, 1070.0 / 1010 - 1, 1e-14);
  EXPECT_EQ(performance.delta, number("52"));  // 1050 - 1015 + 17
  EXPECT_EQ(performance.delta_percent, divide(52, 1015));
  EXPECT_NEAR(performance.twr_annualized.value_or(TracedRatio(Ratio{})).value, std::pow(1070.0 / 1010, 365.0 / 2) - 1,
              1e-6);
}

TEST(InstrumentPerformanceTest, the_opening_value_is_capital_of_the_money_weighted_return) {
  const BookingInput input = input_of({trade(Buy, "2018-06-01", "10", "50"), dividend("2019-12-31", "10")},
                                      series({{"2018-12-31", "100"}, {"2019-12-31", "109"}}));
  const InstrumentPerformance performance =
      compute_instrument_performance(Market(input), InstrumentIndex{0}, day("2018-12-31"), day("2019-12-31"));
  EXPECT_NEAR(performance.irr.value_or(TracedRatio(Ratio{})).value, 0.10, 1e-9);
  EXPECT_EQ(performance.delta_percent, number("0.1"));
}

TEST(InstrumentPerformanceTest, bookings_alone_make_a_money_weighted_return_before_taxes) {
  const BookingInput input = input_of(
      {trade(Buy, "2019-01-01", "10", "99", "10"), taxed(trade(Sell, "2020-01-01", "10", "121", "10"), "30")}, nullptr);
  const auto irr = compute_booked_irr(Market(input), InstrumentIndex{0}, {.from = {}, .to = day("2020-01-01")});
  EXPECT_NEAR(irr.value_or(TracedRatio(Ratio{})).value, 0.2, 1e-9);  // 1000 paid, 1200 received
}

}  // namespace
}  // namespace coffer::ledger
