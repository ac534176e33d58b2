// What one booking is worth, before and after costs, at home and abroad.
#include "ledger/conventions/amounts.hpp"

#include <gtest/gtest.h>

#include "ledger/book_fixture.hpp"

namespace coffer::ledger {
namespace {

using fixture::day;
using fixture::instrument;
using fixture::money;
using fixture::number;
using fixture::series;

Booking booking(BookingType type, std::string_view amount) {
  Booking made;
  made.type = type;
  made.date = day("2024-01-03");
  made.currency = money("USD");
  made.fee = number("3");
  made.tax = number("2");
  if (!amount.empty()) made.amount = number(amount);
  return made;
}

Booking priced(BookingType type) {
  Booking made = booking(type, "");
  made.quantity = number("10");
  made.price = number("20");
  return made;
}

BookingInput one_share() {
  BookingInput input;
  input.report = money("EUR");
  input.instruments = {{.currency = money("USD"), .price_factor = number("0.5")}};
  input.quotes = {series({{"2024-01-02", "30"}, {"2024-01-05", "40"}})};
  input.rates = {{money("EUR"), money("USD"), series({{"2024-01-02", "1.25"}, {"2024-01-04", "1.5"}})}};
  return input;
}

TEST(AmountsTest, costs_lie_inside_what_is_paid_and_what_is_received) {
  EXPECT_EQ(gross_of(booking(BookingType::Buy, "105"), nullptr), number("100"));
  EXPECT_EQ(gross_of(booking(BookingType::DeliveryIn, "105"), nullptr), number("100"));
  EXPECT_EQ(gross_of(booking(BookingType::Sell, "95"), nullptr), number("100"));
  EXPECT_EQ(gross_of(booking(BookingType::DeliveryOut, "95"), nullptr), number("100"));
  EXPECT_EQ(gross_of(booking(BookingType::Dividend, "95"), nullptr), number("100"));
  EXPECT_EQ(gross_of(booking(BookingType::Deposit, "95"), nullptr), number("95"));
}

TEST(AmountsTest, a_price_alone_is_before_costs) {
  EXPECT_EQ(gross_of(priced(BookingType::Buy), nullptr), number("200"));
  EXPECT_EQ(settled_of(priced(BookingType::Buy), nullptr), number("205"));
  EXPECT_EQ(settled_of(priced(BookingType::Sell), nullptr), number("195"));
  const BookingInput input = one_share();
  EXPECT_EQ(gross_of(priced(BookingType::Buy), &input.instruments[0]), number("100"));
}

TEST(AmountsTest, only_some_bookings_move_cash) {
  EXPECT_EQ(cash_effect_of(booking(BookingType::Buy, "105"), nullptr), number("-105"));
  EXPECT_EQ(cash_effect_of(priced(BookingType::Sell), nullptr), number("195"));
  EXPECT_EQ(cash_effect_of(booking(BookingType::TaxRefund, "7"), nullptr), number("7"));
  EXPECT_EQ(cash_effect_of(booking(BookingType::CashTransferOut, "7"), nullptr), number("-7"));
  EXPECT_EQ(cash_effect_of(booking(BookingType::DeliveryIn, "105"), nullptr), number("0"));
  EXPECT_EQ(cash_effect_of(booking(BookingType::Valuation, "105"), nullptr), number("0"));
}

TEST(AmountsTest, a_recorded_rate_goes_before_that_of_the_market) {
  const BookingInput input = one_share();
  const Market market(input);
  Booking one = booking(BookingType::Buy, "105");
  EXPECT_EQ(booked_in_report(one, number("100"), market), number("80"));
  one.fx = BookedRate{.amount = {},
                      .currency = money("USD"),
                      .instrument_amount = {},
                      .instrument_currency = money("EUR"),
                      .rate = number("3")};
  EXPECT_EQ(booked_in_report(one, number("100"), market), number("33.33"));
  one.fx->instrument_currency = money("CHF");
  EXPECT_EQ(booked_in_report(one, number("100"), market), number("80"));
  one.currency = money("EUR");
  EXPECT_EQ(booked_in_report(one, number("100.005"), market), number("100.005"));
}

TEST(ConventionsMarketTest, the_last_quote_counts_and_before_the_first_one_the_first) {
  const BookingInput input = one_share();
  const Market market(input);
  EXPECT_EQ(market.quote(instrument(0), day("2024-01-04")), number("15"));
  EXPECT_EQ(market.quote(instrument(0), day("2024-01-05")), number("20"));
  EXPECT_EQ(market.quote(instrument(0), day("2020-01-01")), number("15"));
  EXPECT_FALSE(market.quote_so_far(instrument(0), day("2024-01-01")));
  EXPECT_EQ(market.quote_so_far(instrument(0), day("2024-01-02")), number("15"));
  EXPECT_FALSE(market.quote(InstrumentIndex(), day("2024-01-05")));
}

TEST(ConventionsMarketTest, a_rate_is_inverted_to_ten_digits_and_never_crossed) {
  const BookingInput input = one_share();
  const Market market(input);
  EXPECT_EQ(market.rate(money("EUR"), money("USD"), day("2024-01-03")), number("1.25"));
  EXPECT_EQ(market.rate_to_report(money("USD"), day("2024-01-04")), number("0.6666666667"));
  EXPECT_EQ(market.rate_to_report(money("EUR"), day("2024-01-04")), number("1"));
  EXPECT_FALSE(market.rate(money("CHF"), money("EUR"), day("2024-01-04")));
  EXPECT_EQ(market.rate_to_report(money("CHF"), day("2024-01-04")), number("0"));
}

TEST(ConventionsMarketTest, a_value_is_rounded_in_its_own_currency_first) {
  const BookingInput input = one_share();
  const Market market(input);
  EXPECT_EQ(market.value(instrument(0), number("0.333"), day("2024-01-04")), number("3.33"));
  EXPECT_EQ(market.value(InstrumentIndex(), number("1"), day("2024-01-04")), number("0"));
}

}  // namespace
}  // namespace coffer::ledger
