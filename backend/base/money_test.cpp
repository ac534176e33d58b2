#include "base/money.hpp"

#include <gtest/gtest.h>

namespace coffer {
namespace {

Money money(std::string_view amount, std::string_view currency) {
  return {*parse_decimal(amount), *parse_currency(currency)};
}

TEST(Currency, KnowsItsMinorUnit) {
  EXPECT_EQ(parse_currency("EUR")->minor_digits(), 2);
  EXPECT_EQ(parse_currency("JPY")->minor_digits(), 0);
  EXPECT_EQ(parse_currency("BHD")->minor_digits(), 3);
  EXPECT_EQ(parse_currency("CLF")->minor_digits(), 4);
  EXPECT_EQ(parse_currency("DEM")->minor_digits(), 2);
  EXPECT_EQ(parse_currency("ITL")->minor_digits(), 0);
  EXPECT_EQ(parse_currency("USD")->code(), "USD");
  EXPECT_TRUE(Currency{}.is_empty());
  EXPECT_EQ(Currency{}.code(), "");
}

TEST(Currency, KnowsTheCodesOfTheRateFile) {
  for (const char* code :
       {"USD", "JPY", "BGN", "CYP", "CZK", "DKK", "EEK", "GBP", "HUF", "LTL", "LVL", "MTL", "PLN", "ROL",
        "RON", "SEK", "SIT", "SKK", "CHF", "ISK", "NOK", "HRK", "RUB", "TRL", "TRY", "AUD", "BRL", "CAD",
        "CNY", "HKD", "IDR", "ILS", "INR", "KRW", "MXN", "MYR", "NZD", "PHP", "SGD", "THB", "ZAR"}) {
    EXPECT_TRUE(parse_currency(code)) << code;
  }
}

TEST(Currency, RefusesOtherCodes) {
  for (const char* code : {"", "eur", "EU", "EURO", "XXX", "ABC", "E R", "\xC3\x84U"})
    EXPECT_FALSE(parse_currency(code)) << code;
}

TEST(Money, RoundsToTheMinorUnit) {
  EXPECT_EQ(round_to_minor(money("1.005", "EUR")), money("1.01", "EUR"));
  EXPECT_EQ(round_to_minor(money("-1.005", "EUR")), money("-1.01", "EUR"));
  EXPECT_EQ(round_to_minor(money("100.5", "JPY")), money("101", "JPY"));
  EXPECT_EQ(round_to_minor(money("0.0005", "BHD")), money("0.001", "BHD"));
}

TEST(Money, Formats) {
  EXPECT_EQ(format_amount(money("1204.5", "EUR")), "1204.50");
  EXPECT_EQ(format_amount(money("1204.505", "EUR")), "1204.505");
  EXPECT_EQ(format_amount(money("1204.500", "JPY")), "1204.5");
  EXPECT_EQ(format_amount(money("0", "BHD")), "0.000");
}

}  // namespace
}  // namespace coffer
