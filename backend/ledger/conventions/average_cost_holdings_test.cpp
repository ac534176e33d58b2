#include "ledger/conventions/average_cost_holdings.hpp"

#include <gtest/gtest.h>

#include "ledger/conventions/booking_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

BookingInput share(std::vector<Booking> bookings) {
  BookingInput input;
  input.report = money("EUR");
  input.instruments = {{.currency = money("EUR")}};
  input.quotes = {series({{"2024-03-01", "90"}})};
  input.bookings = std::move(bookings);
  return input;
}

AverageCostHoldings hold(const BookingInput& input, const Conventions& conventions = {}) {
  return compute_average_cost_holdings(input, conventions, day("2024-02-01")).value();
}

TEST(AverageCostHoldingsTest, trades_on_the_day_of_a_split_are_in_new_units) {
  const auto input = share(
      {trade(Buy, "2024-01-02", "10", "100"), trade(Buy, "2024-01-10", "5", "50"), split("2024-01-10", "2", "1")});
  const auto holdings = hold(input);
  ASSERT_EQ(holdings.items.size(), 1U);
  EXPECT_EQ(holdings.items[0].quantity, number("25"));
  EXPECT_EQ(holdings.items[0].cost_basis, number("1250"));
  EXPECT_EQ(holdings.items[0].average_price, number("50"));
}

TEST(AverageCostHoldingsTest, a_short_position_has_an_average_price_and_a_negative_value) {
  const auto holdings = hold(share({trade(Sell, "2024-01-02", "4", "100"), trade(Sell, "2024-01-03", "4", "120")}));
  EXPECT_EQ(holdings.items[0].quantity, number("-8"));
  EXPECT_EQ(holdings.items[0].cost_basis, number("-880"));
  EXPECT_EQ(holdings.items[0].average_price, number("110"));
  EXPECT_EQ(holdings.items[0].market_value, number("-720"));  // the first quote, though it is later
  EXPECT_EQ(holdings.market_value, number("-720"));
}

TEST(AverageCostHoldingsTest, what_is_left_below_the_epsilon_is_closed) {
  const auto input = share({trade(Buy, "2024-01-02", "1", "100"), trade(Sell, "2024-01-03", "0.9999999", "100")});
  EXPECT_EQ(hold(input).items[0].quantity, number("0.0000001"));
  const auto closed = hold(input, {.zero_epsilon = number("0.000001")});
  EXPECT_TRUE(closed.items[0].quantity.is_zero());
  EXPECT_TRUE(closed.cost_basis.is_zero());
}

TEST(AverageCostHoldingsTest, dividends_count_as_they_settle_and_only_up_to_the_day) {
  Booking dividend = payment(Dividend, "2024-01-20", "85");
  dividend.tax = number("15");
  const auto holdings = hold(share({trade(Buy, "2024-01-02", "1", "100"), dividend,
                                    payment(Dividend, "2024-02-02", "7"), trade(Buy, "2024-02-02", "1", "100")}));
  EXPECT_EQ(holdings.dividends, number("85"));
  EXPECT_EQ(holdings.items[0].quantity, number("1"));
}

TEST(AverageCostHoldingsTest, sums_are_in_the_report_currency_at_the_rates_of_the_day) {
  BookingInput input = share({trade(Buy, "2024-01-02", "2", "100")});
  input.bookings[0].currency = money("USD");
  input.instruments[0].currency = money("USD");
  input.instruments[0].price_factor = number("0.01");
  input.rates = {{money("USD"), money("EUR"), series({{"2024-01-02", "0.8"}, {"2024-02-01", "0.9"}})}};
  const auto holdings = hold(input);
  EXPECT_EQ(holdings.items[0].cost_basis, number("2"));
  EXPECT_EQ(holdings.cost_basis, number("1.8"));
  EXPECT_EQ(holdings.market_value, number("1.62"));
}

}  // namespace
}  // namespace coffer::ledger
