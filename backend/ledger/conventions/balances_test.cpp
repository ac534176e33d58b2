#include "ledger/conventions/balances.hpp"

#include <gtest/gtest.h>

#include "ledger/conventions/booking_fixture.hpp"

namespace coffer::ledger {
namespace {

using namespace fixture;  // NOLINT: the words of a test

TEST(BalancesTest, each_currency_of_an_account_is_rounded_by_itself) {
  BookingInput input;
  input.report = money("EUR");
  input.instruments.resize(1);
  input.rates = {{money("EUR"), money("USD"), series({{"2024-01-01", "1.5"}})}};
  Booking dollars = payment(BookingType::Deposit, "2024-01-02", "1");
  dollars.currency = money("USD");
  dollars.account = account(0);
  Booking euro = payment(BookingType::Withdrawal, "2024-01-02", "2.5");
  euro.account = account(0);
  Booking elsewhere = dollars;
  elsewhere.account = account(1);
  input.bookings = {dollars,
                    euro,
                    elsewhere,
                    trade(BookingType::DeliveryIn, "2024-01-03", "2"),
                    split("2024-01-03", "3", "1"),
                    trade(BookingType::DeliveryOut, "2024-01-05", "1")};
  const Balances early = compute_balances(Market(input), day("2024-01-03"));
  ASSERT_EQ(early.cash.size(), 3U);
  EXPECT_EQ(early.cash[0].value, number("-2.5"));
  EXPECT_EQ(early.cash[1].value, number("0.67"));
  EXPECT_EQ(early.cash[1].amount, number("1"));
  EXPECT_EQ(early.cash_value, number("-1.16"));
  EXPECT_EQ(early.quantities[0], number("2"));
  EXPECT_EQ(compute_balances(Market(input), day("2024-01-05")).quantities[0], number("1"));
}

}  // namespace
}  // namespace coffer::ledger
