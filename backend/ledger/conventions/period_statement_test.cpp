#include "ledger/conventions/period_statement.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "ledger/conventions/booking_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

Booking taxed(Booking booking, std::string_view tax) {
  booking.tax = number(tax);
  return booking;
}

Booking dividend(std::string_view on, std::string_view net, std::string_view tax) {
  Booking booking = taxed(payment(Dividend, on, net), tax);
  booking.instrument = InstrumentIndex{0};
  return booking;
}

BookingInput input_of(std::vector<Booking> bookings) {
  BookingInput input;
  input.report = money("EUR");
  input.instruments.push_back({.currency = money("EUR"), .price_factor = 1});
  input.quotes.push_back(series({{"2020-12-31", "55"}}));
  input.bookings = std::move(bookings);
  return input;
}

TEST(PeriodStatementTest, each_booking_has_one_place_and_nothing_is_left_over) {
  const BookingInput input = input_of(
      {payment(Deposit, "2020-01-01", "1000"), taxed(trade(Buy, "2020-02-03", "10", "50", "5"), "1"),
       dividend("2020-03-02", "8", "2"), trade(Sell, "2020-04-01", "5", "60", "3"), payment(Fee, "2020-05-04", "4"),
       payment(FeeRefund, "2020-05-05", "1"), payment(Interest, "2020-06-01", "3"),
       payment(InterestCharge, "2020-06-02", "1"), payment(Deposit, "2020-07-01", "100")});
  const PeriodStatement statement =
      compute_period_statement(Market(input), day("2020-01-01"), day("2020-12-31"), Conventions{});
  EXPECT_EQ(statement.initial_value, number("1000"));
  EXPECT_EQ(statement.final_value, number("1173"));  // cash 898, five units at 55
  EXPECT_EQ(statement.capital_gains, number("25"));
  EXPECT_EQ(statement.realized_gains, number("50"));
  EXPECT_EQ(statement.earnings, number("12"));
  EXPECT_EQ(statement.fees, number("11"));
  EXPECT_EQ(statement.taxes, number("3"));
  EXPECT_EQ(statement.transfers, number("100"));
  EXPECT_EQ(statement.currency_gains, Decimal());
}

TEST(PeriodStatementTest, cash_in_foreign_currency_gains_with_its_rate) {
  Booking dollars = payment(Deposit, "2019-06-03", "100");
  dollars.currency = money("USD");
  BookingInput input = input_of({dollars});
  input.rates.push_back(
      {.from = money("USD"), .to = money("EUR"), .rates = series({{"2019-12-31", "0.9"}, {"2020-12-31", "0.8"}})});
  const PeriodStatement statement =
      compute_period_statement(Market(input), day("2019-12-31"), day("2020-12-30"), Conventions{});
  EXPECT_EQ(statement.currency_gains, Decimal());
  const PeriodStatement year =
      compute_period_statement(Market(input), day("2019-12-31"), day("2020-12-31"), Conventions{});
  EXPECT_EQ(year.initial_value, number("90"));
  EXPECT_EQ(year.currency_gains, number("-10"));
  EXPECT_NEAR(year.irr.value_or(TracedRatio(Ratio{})).value, std::pow(80.0 / 90, 365.0 / 366) - 1, 1e-9);
}

TEST(PeriodStatementTest, deliveries_are_transfers_at_their_amount) {
  const BookingInput input =
      input_of({trade(DeliveryIn, "2020-02-03", "10", "50"), trade(DeliveryOut, "2020-03-02", "4", "52")});
  const PeriodStatement statement =
      compute_period_statement(Market(input), day("2020-01-01"), day("2020-12-31"), Conventions{});
  EXPECT_EQ(statement.transfers, number("292"));
  EXPECT_EQ(statement.realized_gains, number("8"));
  EXPECT_EQ(statement.capital_gains, number("30"));
  EXPECT_EQ(statement.final_value, number("330"));
  EXPECT_EQ(statement.currency_gains, Decimal());
}

}  // namespace
}  // namespace coffer::ledger
