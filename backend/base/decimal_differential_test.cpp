// Decimal against Boost.Multiprecision's 512-bit integers: random operations over the edges.
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <random>

#include "base/decimal.hpp"

namespace coffer {
namespace {

using Int512 = boost::multiprecision::int512_t;

constexpr Rounding roundings[] = {Rounding::HalfAwayFromZero, Rounding::HalfEven, Rounding::TowardZero,
                                  Rounding::AwayFromZero,     Rounding::Floor,    Rounding::Ceiling};

const std::array<Int512, 80>& powers() {
  static const auto table = [] {
    std::array<Int512, 80> values;
    values[0] = 1;
    for (std::size_t i = 1; i < values.size(); ++i) values[i] = values[i - 1] * 10;
    return values;
  }();
  return table;
}

const Int512& power(int exponent) { return powers().at(static_cast<std::size_t>(exponent)); }

struct Expected {
  bool overflow = false;
  Int512 coefficient;
  int scale = 0;
};

bool fits(const Int512& value) { return value < power(38) && value > -power(38); }

// numerator / denominator, rounded; the denominator is positive.
Int512 round_quotient(const Int512& numerator, const Int512& denominator, Rounding rounding) {
  Int512 quotient;
  Int512 remainder;
  divide_qr(numerator, denominator, quotient, remainder);
  if (remainder == 0) return quotient;
  const bool negative = numerator < 0;
  const Int512 twice = abs(remainder) * 2;
  bool up = false;
  switch (rounding) {
    case Rounding::HalfAwayFromZero: up = twice >= denominator; break;
    case Rounding::HalfEven: up = twice > denominator || (twice == denominator && (quotient % 2) != 0); break;
    case Rounding::TowardZero: break;
    case Rounding::AwayFromZero: up = true; break;
    case Rounding::Floor: up = negative; break;
    case Rounding::Ceiling: up = !negative; break;
  }
  if (up) quotient += negative ? -1 : 1;
  return quotient;
}

Expected at_scale(const Int512& numerator, const Int512& denominator, int exponent, int scale, Rounding rounding) {
  Int512 top = denominator < 0 ? Int512(-numerator) : numerator;
  Int512 bottom = abs(denominator);
  if (exponent >= 0)
    top *= power(exponent);
  else
    bottom *= power(-exponent);
  const Int512 value = round_quotient(top, bottom, rounding);
  return {!fits(value), value, scale};
}

Expected fitted(Int512 value, int scale) {
  while (!fits(value) && scale > 0 && value % 10 == 0) {
    value /= 10;
    --scale;
  }
  return {!fits(value), value, scale};
}

class Source {
 public:
  explicit Source(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
  int scale() { return below(4) == 0 ? (below(2) == 0 ? 0 : 18) : static_cast<int>(below(19)); }
  Rounding rounding() { return roundings[below(6)]; }

  Decimal decimal() { return Decimal::from_parts(coefficient(), scale()); }
  Decimal divisor() {
    for (;;) {
      const Decimal value = decimal();
      if (!value.is_zero()) return value;
    }
  }

 private:
  Int128 coefficient() {
    const Int128 sign = below(2) == 0 ? 1 : -1;
    const Int128 near = static_cast<Int128>(below(4));
    Int128 value = 0;
    switch (below(8)) {
      case 0: value = near; break;                              // small divisors
      case 1: value = detail::decimal_limit - 1 - near; break;  // largest
      case 2: value = detail::compute_power_of_ten(static_cast<int>(below(38))) + near - 2; break;
      case 3: value = (Int128{1} << below(126)) + near - 2; break;  // limb borders
      case 4: value = static_cast<Int128>(below(1'000'000)); break;
      case 5: value = static_cast<Int128>(engine_() >> below(64)); break;
      case 6: value = 5 * detail::compute_power_of_ten(static_cast<int>(below(37))); break;  // ties
      default: {
        const auto wide = (static_cast<unsigned __int128>(engine_()) << 64) | engine_();
        value = static_cast<Int128>((wide >> 1) >> below(126));
      }
    }
    return sign * (value % detail::decimal_limit);
  }

  std::mt19937_64 engine_;
};

std::string show(const Decimal& value) {
  return Int512(value.coefficient()).str() + "e-" + std::to_string(value.scale());
}

template <class Operation>
bool agrees(const Expected& expected, const Operation& operation) {
  try {
    const Decimal result = operation();
    return !expected.overflow && Int512(result.coefficient()) == expected.coefficient &&
           result.scale() == expected.scale;
  } catch (const DecimalOverflow&) {
    return expected.overflow;
  }
}

// Sixteen million operations in all; a sanitized build does a twentieth.
#ifdef __has_feature
constexpr int rounds = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ? 50'000 : 1'000'000;
#else
constexpr int rounds = 1'000'000;
#endif

TEST(DecimalDifferential, AddSubtractCompare) {
  Source source(1);
  for (int i = 0; i < 2 * rounds; ++i) {
    const Decimal a = source.decimal();
    const Decimal b = source.decimal();
    const int scale = std::max(a.scale(), b.scale());
    const Int512 left = Int512(a.coefficient()) * power(scale - a.scale());
    const Int512 right = Int512(b.coefficient()) * power(scale - b.scale());
    ASSERT_TRUE(agrees(fitted(left + right, scale), [&] { return a + b; })) << show(a) << " + " << show(b);
    ASSERT_TRUE(agrees(fitted(left - right, scale), [&] { return a - b; })) << show(a) << " - " << show(b);
    ASSERT_EQ(a == b, left == right) << show(a) << " == " << show(b);
    ASSERT_EQ(a < b, left < right) << show(a) << " < " << show(b);
  }
}

TEST(DecimalDifferential, Multiply) {
  Source source(2);
  for (int i = 0; i < 2 * rounds; ++i) {
    const Decimal a = source.decimal();
    const Decimal b = source.decimal();
    const Rounding rounding = source.rounding();
    const Int512 product = Int512(a.coefficient()) * b.coefficient();
    const int whole = a.scale() + b.scale();
    const int scale = std::min(whole, Decimal::max_scale);
    const Expected expected = fitted(round_quotient(product, power(whole - scale), rounding), scale);
    ASSERT_TRUE(agrees(expected, [&] { return multiply(a, b, rounding); })) << show(a) << " x " << show(b);
  }
}

TEST(DecimalDifferential, MultiplyTo) {
  Source source(3);
  for (int i = 0; i < rounds; ++i) {
    const Decimal a = source.decimal();
    const Decimal b = source.decimal();
    const Rounding rounding = source.rounding();
    const int scale = source.scale();
    const Expected expected =
        at_scale(Int512(a.coefficient()) * b.coefficient(), 1, scale - a.scale() - b.scale(), scale, rounding);
    ASSERT_TRUE(agrees(expected, [&] { return multiply_to(a, b, scale, rounding); }))
        << show(a) << " x " << show(b) << " to " << scale;
  }
}

TEST(DecimalDifferential, Divide) {
  Source source(4);
  for (int i = 0; i < 2 * rounds; ++i) {
    const Decimal a = source.decimal();
    const Decimal b = source.divisor();
    const Rounding rounding = source.rounding();
    const int scale = source.scale();
    const Expected expected =
        at_scale(a.coefficient(), b.coefficient(), scale - a.scale() + b.scale(), scale, rounding);
    ASSERT_TRUE(agrees(expected, [&] { return divide(a, b, scale, rounding); }))
        << show(a) << " / " << show(b) << " to " << scale;
  }
}

TEST(DecimalDifferential, MultiplyDivide) {
  Source source(5);
  for (int i = 0; i < 2 * rounds; ++i) {
    const Decimal a = source.decimal();
    const Decimal b = source.decimal();
    const Decimal c = source.divisor();
    const Rounding rounding = source.rounding();
    const int scale = source.scale();
    const Expected expected = at_scale(Int512(a.coefficient()) * b.coefficient(), c.coefficient(),
                                       scale - a.scale() - b.scale() + c.scale(), scale, rounding);
    ASSERT_TRUE(agrees(expected, [&] { return multiply_divide(a, b, c, scale, rounding); }))
        << show(a) << " x " << show(b) << " / " << show(c) << " to " << scale;
  }
}

TEST(DecimalDifferential, RescaleAndText) {
  Source source(6);
  for (int i = 0; i < rounds; ++i) {
    const Decimal a = source.decimal();
    const Rounding rounding = source.rounding();
    const int scale = source.scale();
    const Expected expected = at_scale(a.coefficient(), 1, scale - a.scale(), scale, rounding);
    ASSERT_TRUE(agrees(expected, [&] { return rescale(a, scale, rounding); })) << show(a) << " to " << scale;
    ASSERT_EQ(trim(a), a);

    std::string digits = Int512(boost::multiprecision::abs(Int512(a.coefficient()))).str();
    const auto places = static_cast<std::size_t>(a.scale());
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - places, ".");
    const bool storable = digits.find('.') == std::string::npos ? digits.size() <= 20 : digits.find('.') <= 20;
    if (a.is_negative()) digits.insert(0, "-");
    const auto parsed = parse_decimal(digits);
    ASSERT_EQ(parsed.has_value(), storable) << digits;
    ASSERT_EQ(format_decimal(a, a.scale()), digits);
    if (parsed) {
      ASSERT_EQ(parsed->coefficient(), a.coefficient());
      ASSERT_EQ(parsed->scale(), a.scale());
      ASSERT_EQ(*parse_decimal(format_decimal(a)), a);
    }
  }
}

}  // namespace
}  // namespace coffer
