#include "base/decimal.hpp"

#include <gtest/gtest.h>

namespace coffer {
namespace {

Decimal dec(std::string_view text) {
  auto value = parse_decimal(text);
  if (!value) throw std::invalid_argument(std::string(text));
  return *value;
}

Decimal largest(int scale = 0) { return Decimal::from_parts(detail::decimal_limit - 1, scale); }

TEST(Decimal, ParsesAndFormats) {
  const std::pair<const char*, const char*> cases[] = {
      {"0", "0"},
      {"-0", "0"},
      {"0.000", "0"},
      {"1204.5", "1204.5"},
      {"-1204.50", "-1204.5"},
      {"007.10", "7.1"},
      {"-0.05", "-0.05"},
      {"1000000", "1000000"},
      {"0.000000000000000001", "0.000000000000000001"},
      {"99999999999999999999.999999999999999999", "99999999999999999999.999999999999999999"},
      {"-99999999999999999999.999999999999999999", "-99999999999999999999.999999999999999999"},
      {"1.0000000000000000000000000", "1"},
      {"00000000000000000000000000000001", "1"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(format_decimal(dec(text)), expected) << text;
  EXPECT_EQ(format_decimal(dec("1204.5"), 2), "1204.50");
  EXPECT_EQ(format_decimal(dec("1204.505"), 2), "1204.505");
  EXPECT_EQ(format_decimal(dec("0"), 2), "0.00");
  EXPECT_EQ(format_decimal(dec("-0.1"), 3), "-0.100");
  EXPECT_EQ(format_decimal(largest()), std::string(38, '9'));
  EXPECT_EQ(format_decimal(largest(), 18), std::string(38, '9') + "." + std::string(18, '0'));
}

TEST(Decimal, RefusesWhatIsNotAPlainNumber) {
  for (const char* text : {"", "-", ".", "1.", ".5", "+1", " 1", "1 ", "1e3", "1,5", "0x1", "--1", "1.2.3", "1-", "nan",
                           "100000000000000000000", "0.0000000000000000001", "1_000"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
  EXPECT_FALSE(parse_decimal(std::string_view("1\0", 2)));
}

TEST(Decimal, ComparesByValue) {
  EXPECT_EQ(dec("1.50"), dec("1.5"));
  EXPECT_LT(dec("-2"), dec("1.99"));
  EXPECT_LT(dec("-2.000000000000000001"), dec("-2"));
  EXPECT_GT(largest(), largest(18));
  EXPECT_LT(-largest(), largest(18));
  EXPECT_EQ(largest(5) <=> largest(5), std::strong_ordering::equal);
  EXPECT_EQ(dec("10000000000000000000"), dec("10000000000000000000.000000000000000000"));
}

TEST(Decimal, AddsExactly) {
  EXPECT_EQ(format_decimal(dec("0.1") + dec("0.2")), "0.3");
  EXPECT_EQ((dec("1.50") + dec("1")).scale(), 2);
  EXPECT_EQ(largest() - largest(), Decimal(0));
  EXPECT_THROW((void)(largest() + 1), DecimalOverflow);
  EXPECT_THROW((void)(-largest() - 1), DecimalOverflow);
  EXPECT_THROW((void)(largest() + dec("0.1")), DecimalOverflow);
  EXPECT_EQ(largest() + dec("0.000"), largest());  // the zeros make room
  Decimal sum;
  for (int i = 0; i < 1000; ++i) sum += dec("0.001");
  EXPECT_EQ(sum, Decimal(1));
}

TEST(Decimal, MultipliesAndRoundsBeyondEighteenDigits) {
  EXPECT_EQ(format_decimal(multiply(dec("10.25"), dec("3.5"))), "35.875");
  EXPECT_EQ(format_decimal(multiply(dec("0.0000000000000001"), dec("0.005"))), "0.000000000000000001");
  EXPECT_EQ(format_decimal(multiply(dec("0.0000000000000001"), dec("0.005"), Rounding::TowardZero)), "0");
  EXPECT_EQ(multiply(Decimal::from_parts(detail::compute_power_of_ten(37), 18), dec("100.00")).scale(), 16);
  EXPECT_THROW((void)multiply(largest(), 2), DecimalOverflow);
  EXPECT_THROW((void)multiply(largest(), largest()), DecimalOverflow);
  EXPECT_EQ(format_decimal(multiply_to(dec("2.345"), dec("1"), 2)), "2.35");
  EXPECT_EQ(format_decimal(multiply_to(dec("1.1"), dec("1.1"), 0)), "1");
}

TEST(Decimal, RoundsEachWay) {
  struct Case {
    const char* value;
    const char* half_away;
    const char* half_even;
    const char* toward;
    const char* away;
    const char* floor;
    const char* ceiling;
  };
  const Case cases[] = {
      {"2.5", "3", "2", "2", "3", "2", "3"},        {"-2.5", "-3", "-2", "-2", "-3", "-3", "-2"},
      {"3.5", "4", "4", "3", "4", "3", "4"},        {"2.4", "2", "2", "2", "3", "2", "3"},
      {"-2.6", "-3", "-3", "-2", "-3", "-3", "-2"}, {"2.0", "2", "2", "2", "2", "2", "2"},
      {"-0.4", "0", "0", "0", "-1", "-1", "0"},     {"2.500000000000000001", "3", "3", "2", "3", "2", "3"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(format_decimal(rescale(dec(c.value), 0, Rounding::HalfAwayFromZero)), c.half_away) << c.value;
    EXPECT_EQ(format_decimal(rescale(dec(c.value), 0, Rounding::HalfEven)), c.half_even) << c.value;
    EXPECT_EQ(format_decimal(rescale(dec(c.value), 0, Rounding::TowardZero)), c.toward) << c.value;
    EXPECT_EQ(format_decimal(rescale(dec(c.value), 0, Rounding::AwayFromZero)), c.away) << c.value;
    EXPECT_EQ(format_decimal(rescale(dec(c.value), 0, Rounding::Floor)), c.floor) << c.value;
    EXPECT_EQ(format_decimal(rescale(dec(c.value), 0, Rounding::Ceiling)), c.ceiling) << c.value;
  }
}

TEST(Decimal, Divides) {
  EXPECT_EQ(format_decimal(divide(1, 3)), "0.333333333333333333");
  EXPECT_EQ(format_decimal(divide(2, 3)), "0.666666666666666667");
  EXPECT_EQ(format_decimal(divide(-2, 3, 2)), "-0.67");
  EXPECT_EQ(format_decimal(divide(dec("100.00"), dec("1.25"), 2)), "80");
  EXPECT_EQ(format_decimal(multiply_divide(dec("1000"), dec("1"), dec("5000"), 18)), "0.2");
  EXPECT_EQ(multiply_divide(largest(), largest(), largest(), 0), largest());
  EXPECT_EQ(multiply_divide(largest(18), largest(18), largest(18), 18), largest(18));
}

// A quotient of more than 128 bits whose low half looks like a small number.
TEST(Decimal, SeesTheOverflowOfADivisionByASmallDivisor) {
  const Decimal tiny = Decimal::from_parts(1, 18);
  EXPECT_THROW((void)divide(largest(), tiny, 0), DecimalOverflow);
  EXPECT_THROW((void)divide(largest(), tiny, 18), DecimalOverflow);
  EXPECT_THROW((void)divide(Decimal::from_parts(Int128{1} << 100, 0), tiny, 18), DecimalOverflow);
  EXPECT_THROW((void)divide(Decimal::from_parts(Int128{1} << 126, 0), Decimal::from_parts(3, 18), 18), DecimalOverflow);
  EXPECT_THROW((void)divide(INT64_MAX, tiny, 18), DecimalOverflow);
  EXPECT_THROW((void)multiply_divide(largest(), largest(), tiny, 18), DecimalOverflow);
  EXPECT_THROW((void)multiply_divide(largest(), largest(), Decimal(1), 0), DecimalOverflow);
  EXPECT_THROW((void)multiply_divide(Decimal::from_parts(Int128{1} << 126, 0), 4, Decimal(1), 0), DecimalOverflow);
  EXPECT_EQ(divide(largest(18), tiny, 0), largest());
  EXPECT_THROW((void)divide(largest(17), tiny, 0), DecimalOverflow);
  // Rounding up to 10^38.
  EXPECT_THROW((void)multiply_divide(largest(1), 10, 1, 18), DecimalOverflow);
  EXPECT_THROW((void)divide(largest(), Decimal::from_parts(9, 1), 0), DecimalOverflow);
}

TEST(Decimal, RescalesAndTrims) {
  EXPECT_EQ(rescale(dec("1.5"), 4).scale(), 4);
  EXPECT_EQ(rescale(dec("1.5"), 4), dec("1.5"));
  EXPECT_THROW((void)rescale(largest(), 1), DecimalOverflow);
  EXPECT_EQ(trim(dec("1.5000")).scale(), 1);
  EXPECT_EQ(trim(dec("0.000")).scale(), 0);
  EXPECT_EQ(trim(dec("1200")).scale(), 0);
  EXPECT_EQ(abs(dec("-3.5")), dec("3.5"));
  EXPECT_DOUBLE_EQ(to_statistic(dec("-0.0731")), -0.0731);
}

}  // namespace
}  // namespace coffer
