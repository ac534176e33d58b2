#include "ledger/conventions/round_trips.hpp"

#include <gtest/gtest.h>

#include "ledger/conventions/booking_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test
using enum BookingType;

constexpr AccountIndex first{0};
constexpr AccountIndex second{1};

Booking in_portfolio(AccountIndex portfolio, Booking booking) {
  booking.portfolio = portfolio;
  return booking;
}

Booking moved(AccountIndex from, AccountIndex to, std::string_view on, std::string_view quantity) {
  Booking booking = in_portfolio(to, trade(TransferIn, on, quantity));
  booking.counter_portfolio = from;
  return booking;
}

std::vector<RoundTrip> trips_of(std::vector<Booking> bookings, LotOrder order = LotOrder::OldestFirst,
                                std::vector<std::pair<Date, Decimal>> quotes = {}) {
  BookingInput input;
  input.report = money("EUR");
  input.instruments.push_back({.currency = money("EUR"), .price_factor = 1});
  input.quotes.push_back(std::make_shared<DecimalSeries>(DecimalSeries::from_points(std::move(quotes))));
  input.bookings = std::move(bookings);
  Conventions conventions;
  conventions.lot_order = order;
  return list_round_trips(Market(input), InstrumentIndex{0}, day("2024-12-31"), conventions);
}

TEST(RoundTripsTest, each_sale_closes_its_share_and_rounds_at_the_end) {
  Booking bought = trade(Buy, "2023-01-01", "3");
  bought.amount = number("100");
  const auto trips =
      trips_of({bought, trade(Sell, "2024-01-01", "2", "50", "4"), trade(Sell, "2024-02-01", "1", "50")});
  ASSERT_EQ(trips.size(), 2U);
  EXPECT_EQ(trips[0].side, TradeSide::Long);
  EXPECT_EQ(trips[0].entry_value, number("66.67"));
  EXPECT_EQ(trips[0].exit_value, number("96"));
  EXPECT_EQ(trips[0].profit, number("29.33"));
  EXPECT_EQ(trips[0].profit_gross, number("33.33"));
  EXPECT_EQ(trips[0].holding_days, 365);
  EXPECT_NEAR(trips[0].irr.value_or(TracedRatio(Ratio{})).value, 96 / (200.0 / 3) - 1, 1e-9);
  EXPECT_EQ(trips[1].entry_value, number("33.33"));
}

TEST(RoundTripsTest, a_purchase_closes_what_was_sold_short_before_it_opens_a_position) {
  const auto trips = trips_of({trade(Sell, "2023-01-01", "3", "20"), trade(Buy, "2024-01-01", "5", "5", "5")});
  ASSERT_EQ(trips.size(), 2U);
  EXPECT_EQ(trips[0].side, TradeSide::Short);
  EXPECT_TRUE(trips[0].is_closed());
  EXPECT_EQ(trips[0].entry_value, number("60"));
  EXPECT_EQ(trips[0].exit_value, number("18"));  // three fifths of 30
  EXPECT_EQ(trips[0].profit, number("42"));
  EXPECT_EQ(trips[0].profit_gross, number("45"));
  EXPECT_EQ(trips[0].return_ratio, number("0.7"));
  EXPECT_NEAR(trips[0].irr.value_or(TracedRatio(Ratio{})).value, 0.7, 1e-9);  // 60 paid in, 102 returned
  EXPECT_EQ(trips[1].side, TradeSide::Long);
  EXPECT_FALSE(trips[1].is_closed());
  EXPECT_EQ(trips[1].entry_value, number("12"));
  EXPECT_EQ(trips[1].exit_value, Decimal());  // no quote, no value
}

TEST(RoundTripsTest, a_short_that_is_open_is_worth_less_as_the_quote_rises) {
  const auto trips =
      trips_of({trade(Sell, "2024-01-01", "3", "20")}, LotOrder::OldestFirst, {{day("2024-06-03"), number("25")}});
  ASSERT_EQ(trips.size(), 1U);
  EXPECT_EQ(trips[0].exit_value, number("75"));
  EXPECT_EQ(trips[0].profit, number("-15"));
  EXPECT_FALSE(trips[0].irr.has_value());
}

TEST(RoundTripsTest, a_pool_prices_long_entries_over_all_portfolios) {
  const auto trips = trips_of({in_portfolio(first, trade(Buy, "2024-01-02", "10", "100")),
                               in_portfolio(second, trade(Buy, "2024-01-05", "10", "200")),
                               in_portfolio(first, trade(Sell, "2024-02-01", "4", "300"))},
                              LotOrder::Average, {{day("2024-06-03"), number("200")}});
  ASSERT_EQ(trips.size(), 3U);
  EXPECT_EQ(trips[0].entry_value, number("600"));
  EXPECT_EQ(trips[0].start, day("2024-01-02"));
  EXPECT_EQ(trips[1].entry_value, number("900"));
  EXPECT_EQ(trips[2].entry_value, number("1500"));
  EXPECT_EQ(trips[2].profit, number("500"));
}

TEST(RoundTripsTest, what_is_moved_keeps_its_day_and_its_share) {
  const auto trips =
      trips_of({in_portfolio(second, trade(Buy, "2024-01-05", "10", "20")),
                in_portfolio(first, trade(Buy, "2024-01-02", "10", "10")), moved(first, second, "2024-01-10", "4"),
                in_portfolio(second, trade(Sell, "2024-02-01", "6", "30"))});
  ASSERT_EQ(trips.size(), 3U);
  EXPECT_EQ(trips[0].entry_value, number("80"));  // four of January 2nd, two of the 5th
  EXPECT_EQ(trips[0].start, day("2024-01-02"));
  EXPECT_EQ(trips[1].entry_value, number("60"));
  EXPECT_EQ(trips[2].entry_value, number("160"));
}

TEST(RoundTripsTest, a_trade_within_a_day_has_no_rate_per_year) {
  const auto trips = trips_of({trade(Sell, "2024-01-02", "1", "12"), trade(Buy, "2024-01-02", "1", "10")});
  ASSERT_EQ(trips.size(), 1U);
  EXPECT_EQ(trips[0].side, TradeSide::Long);  // purchases of a day come before its sales
  EXPECT_EQ(trips[0].profit, number("2"));
  EXPECT_FALSE(trips[0].irr.has_value());
}

TEST(RoundTripsTest, a_split_between_leaves_the_entry) {
  const auto trips = trips_of(
      {trade(Buy, "2024-01-02", "10", "10"), split("2024-02-01", "2", "1"), trade(Sell, "2024-03-01", "5", "8")});
  ASSERT_EQ(trips.size(), 2U);
  EXPECT_EQ(trips[0].entry_value, number("25"));
  EXPECT_EQ(trips[1].quantity, number("15"));
  EXPECT_EQ(trips[1].entry_value, number("75"));
}

}  // namespace
}  // namespace coffer::ledger
