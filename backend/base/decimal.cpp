#include "base/decimal.hpp"

#include <algorithm>

namespace coffer {
namespace {

using U64 = std::uint64_t;
using U128 = unsigned __int128;

constexpr auto powers_of_ten = [] {
  std::array<U128, Decimal::max_digits + 1> powers{};
  for (int i = 0; i <= Decimal::max_digits; ++i)
    powers[static_cast<std::size_t>(i)] = static_cast<U128>(detail::compute_power_of_ten(i));
  return powers;
}();

constexpr U128 limit = static_cast<U128>(detail::decimal_limit);

U128 power_of_ten(int exponent) { return powers_of_ten[static_cast<std::size_t>(exponent)]; }
bool fits_64(U128 value) { return (value >> 64) == 0; }

U128 magnitude(Int128 value) { return value < 0 ? -static_cast<U128>(value) : static_cast<U128>(value); }

Decimal make(U128 value, bool negative, int scale) {
  if (value >= limit) throw DecimalOverflow();
  const auto coefficient = static_cast<Int128>(value);
  return Decimal::from_parts(negative ? -coefficient : coefficient, scale);
}

// An unsigned 256-bit integer, least significant limb first.
struct Wide {
  std::array<U64, 4> limb{};

  Wide() = default;
  Wide(U128 value) : limb{static_cast<U64>(value), static_cast<U64>(value >> 64), 0, 0} {}  // NOLINT
  [[nodiscard]] U128 low() const { return (static_cast<U128>(limb[1]) << 64) | limb[0]; }
  [[nodiscard]] bool fits_128() const { return (limb[2] | limb[3]) == 0; }
};

Wide multiply_wide(U128 a, U128 b) {
  const U64 a0 = static_cast<U64>(a);
  const U64 a1 = static_cast<U64>(a >> 64);
  const U64 b0 = static_cast<U64>(b);
  const U64 b1 = static_cast<U64>(b >> 64);
  const U128 p00 = static_cast<U128>(a0) * b0;
  const U128 p01 = static_cast<U128>(a0) * b1;
  const U128 p10 = static_cast<U128>(a1) * b0;
  const U128 p11 = static_cast<U128>(a1) * b1;
  const U128 middle = (p00 >> 64) + static_cast<U64>(p01) + static_cast<U64>(p10);
  const U128 high = p11 + (p01 >> 64) + (p10 >> 64) + (middle >> 64);
  Wide result;
  result.limb = {static_cast<U64>(p00), static_cast<U64>(middle), static_cast<U64>(high), static_cast<U64>(high >> 64)};
  return result;
}

// Throws when the product has more than 256 bits. Callers divide the result by less than 10^38, so
// what does not fit here would not fit a Decimal either.
void multiply_by(Wide& value, U64 factor) {
  U64 carry = 0;
  for (U64& limb : value.limb) {
    const U128 product = static_cast<U128>(limb) * factor + carry;
    limb = static_cast<U64>(product);
    carry = static_cast<U64>(product >> 64);
  }
  if (carry != 0) throw DecimalOverflow();
}

void multiply_by_power_of_ten(Wide& value, int exponent) {
  for (; exponent > Decimal::max_scale; exponent -= Decimal::max_scale)
    multiply_by(value, static_cast<U64>(power_of_ten(Decimal::max_scale)));
  if (exponent > 0) multiply_by(value, static_cast<U64>(power_of_ten(exponent)));
}

// (high, low) / divisor for high < divisor.
inline U64 divide_step(U64 high, U64 low, U64 divisor, U64& remainder) {
#if defined(__x86_64__)
  U64 quotient = 0;
  __asm__("divq %4" : "=a"(quotient), "=d"(remainder) : "a"(low), "d"(high), "r"(divisor) : "cc");
  return quotient;
#else
  const U128 dividend = (static_cast<U128>(high) << 64) | low;
  remainder = static_cast<U64>(dividend % divisor);
  return static_cast<U64>(dividend / divisor);
#endif
}

inline U64 divide_by_64(Wide& value, U64 divisor) {
  U64 remainder = 0;
  for (std::size_t i = 4; i-- > 0;) {
    if (value.limb[i] == 0 && remainder == 0) continue;
    value.limb[i] = divide_step(remainder, value.limb[i], divisor, remainder);
  }
  return remainder;
}

// Knuth's algorithm D with a divisor of two limbs.
U128 divide_by_two_limbs(Wide& value, U128 divisor) {
  const int shift = __builtin_clzll(static_cast<U64>(divisor >> 64));
  const U128 normal = divisor << shift;
  const U64 d1 = static_cast<U64>(normal >> 64);
  const U64 d0 = static_cast<U64>(normal);
  std::array<U64, 5> u{};
  for (std::size_t i = 0; i < 4; ++i) {
    u[i] |= value.limb[i] << shift;
    if (shift != 0) u[i + 1] = value.limb[i] >> (64 - shift);
  }
  value = Wide{};
  for (std::size_t j = 3; j-- > 0;) {
    U64 quotient = ~U64{0};
    if (u[j + 2] < d1) {
      U64 rest = 0;
      quotient = divide_step(u[j + 2], u[j + 1], d1, rest);
      U128 remainder = rest;
      while ((remainder >> 64) == 0 && static_cast<U128>(quotient) * d0 > ((remainder << 64) | u[j])) {
        --quotient;
        remainder += d1;
      }
    }
    const U128 p0 = static_cast<U128>(quotient) * d0;
    const U128 p1 = static_cast<U128>(quotient) * d1 + (p0 >> 64);
    const U64 borrow0 = u[j] < static_cast<U64>(p0);
    u[j] -= static_cast<U64>(p0);
    const U128 subtract1 = static_cast<U128>(static_cast<U64>(p1)) + borrow0;
    const U64 borrow1 = u[j + 1] < subtract1;
    u[j + 1] -= static_cast<U64>(subtract1);
    U64 top = u[j + 2] - static_cast<U64>(p1 >> 64) - borrow1;
    while (top != 0) {  // the estimate was too large: add the divisor back
      --quotient;
      const U128 s0 = static_cast<U128>(u[j]) + d0;
      u[j] = static_cast<U64>(s0);
      const U128 s1 = static_cast<U128>(u[j + 1]) + d1 + (s0 >> 64);
      u[j + 1] = static_cast<U64>(s1);
      top += static_cast<U64>(s1 >> 64);
    }
    u[j + 2] = 0;
    value.limb[j] = quotient;
  }
  return (((static_cast<U128>(u[1]) << 64) | u[0]) >> shift);
}

// A dividend of two limbs by one limb.
inline U128 divide_short(U128 dividend, U64 divisor, U64& remainder) {
  const U64 high = static_cast<U64>(dividend >> 64);
  const U64 top = high < divisor ? 0 : high / divisor;
  return (static_cast<U128>(top) << 64) |
         divide_step(high - top * divisor, static_cast<U64>(dividend), divisor, remainder);
}

// The usual case of what is below: the divisor has one limb, halves go away from zero.
inline U128 divide_to_nearest(U128 dividend, U64 divisor) {
  U64 remainder = 0;
  const U128 quotient = divide_short(dividend, divisor, remainder);
  return quotient + (remainder >= divisor - remainder ? 1 : 0);
}

U128 divide_by(Wide& value, U128 divisor) {
  if (fits_64(divisor)) return divide_by_64(value, static_cast<U64>(divisor));
  if (value.fits_128()) {
    const U128 dividend = value.low();
    value = Wide{dividend / divisor};
    return dividend % divisor;
  }
  return divide_by_two_limbs(value, divisor);
}

// Where the digits that were cut off stand.
enum class Rest { None, BelowHalf, Half, AboveHalf };

Rest classify(U128 remainder, U128 divisor) {
  if (remainder == 0) return Rest::None;
  const U128 complement = divisor - remainder;
  return remainder < complement ? Rest::BelowHalf : remainder == complement ? Rest::Half : Rest::AboveHalf;
}

bool rounds_up(Rest rest, bool odd, bool negative, Rounding rounding) {
  if (rest == Rest::None) return false;
  switch (rounding) {
    case Rounding::HalfAwayFromZero: return rest != Rest::BelowHalf;
    case Rounding::HalfEven: return rest == Rest::AboveHalf || (rest == Rest::Half && odd);
    case Rounding::TowardZero: return false;
    case Rounding::AwayFromZero: return true;
    case Rounding::Floor: return negative;
    case Rounding::Ceiling: return !negative;
  }
  return false;
}

Decimal round_quotient(U128 quotient, Rest rest, bool negative, int scale, Rounding rounding) {
  if (quotient >= limit) throw DecimalOverflow();
  return make(quotient + (rounds_up(rest, (quotient & 1) != 0, negative, rounding) ? 1 : 0), negative, scale);
}

Decimal round_quotient(const Wide& quotient, Rest rest, bool negative, int scale, Rounding rounding) {
  if (!quotient.fits_128()) throw DecimalOverflow();
  return round_quotient(quotient.low(), rest, negative, scale, rounding);
}

// left x right x 10^exponent / divisor, rounded once, where nothing on the way has more than 128 bits.
std::optional<Decimal> divide_scaled_short(U128 left, U128 right, int exponent, U128 divisor, bool negative, int scale,
                                           Rounding rounding) {
  if (right != 1 && !(fits_64(left) && fits_64(right))) return std::nullopt;
  U128 dividend = right == 1 ? left : left * right;
  if (exponent > 0) {
    if (exponent > Decimal::max_scale || !fits_64(dividend)) return std::nullopt;
    dividend *= power_of_ten(exponent);
  } else if (exponent < 0) {
    if (exponent < -Decimal::max_scale || divisor != 1) return std::nullopt;
    divisor = power_of_ten(-exponent);
  }
  if (!fits_64(divisor)) return std::nullopt;
  U64 remainder = 0;
  const U128 quotient = divide_short(dividend, static_cast<U64>(divisor), remainder);
  return round_quotient(quotient, classify(remainder, divisor), negative, scale, rounding);
}

// The same of any size.
Decimal divide_scaled(U128 left, U128 right, int exponent, U128 divisor, bool negative, int scale, Rounding rounding) {
  if (auto found = divide_scaled_short(left, right, exponent, divisor, negative, scale, rounding)) [[likely]]
    return *found;
  Wide numerator = multiply_wide(left, right);
  if (exponent >= 0) {
    multiply_by_power_of_ten(numerator, exponent);
    const U128 remainder = divide_by(numerator, divisor);
    return round_quotient(numerator, classify(remainder, divisor), negative, scale, rounding);
  }
  // Two steps, since divisor x 10^-exponent may have more than 128 bits. Below the half of an even
  // power of ten the first remainder cannot reach it.
  const U128 first = divide_by(numerator, divisor);
  const U128 power = power_of_ten(-exponent);
  Rest rest = classify(divide_by(numerator, power), power);
  if (first != 0) {
    if (rest == Rest::None) rest = Rest::BelowHalf;
    if (rest == Rest::Half) rest = Rest::AboveHalf;
  }
  return round_quotient(numerator, rest, negative, scale, rounding);
}

// A magnitude that may be too long for its scale: trailing zeros make room.
Decimal fit(Wide value, bool negative, int scale) {
  while (!value.fits_128() || value.low() >= limit) {
    if (scale == 0 || divide_by_64(value, 10) != 0) throw DecimalOverflow();
    --scale;
  }
  return make(value.low(), negative, scale);
}

int compare(const Wide& a, const Wide& b) {
  for (std::size_t i = 4; i-- > 0;) {
    if (a.limb[i] != b.limb[i]) return a.limb[i] < b.limb[i] ? -1 : 1;
  }
  return 0;
}

Wide add(const Wide& a, const Wide& b) {
  Wide result;
  U128 carry = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    carry += static_cast<U128>(a.limb[i]) + b.limb[i];
    result.limb[i] = static_cast<U64>(carry);
    carry >>= 64;
  }
  return result;
}

// a - b for a >= b.
Wide subtract(const Wide& a, const Wide& b) {
  Wide result;
  U64 borrow = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const U128 difference = static_cast<U128>(a.limb[i]) - b.limb[i] - borrow;
    result.limb[i] = static_cast<U64>(difference);
    borrow = static_cast<U64>(difference >> 64) != 0 ? 1 : 0;
  }
  return result;
}

Wide scaled_magnitude(const Decimal& a, int scale) {
  return multiply_wide(magnitude(a.coefficient()), power_of_ten(scale - a.scale()));
}

// For a quotient whose dividend was less than 10^38.
Decimal signed_quotient(U128 quotient, bool negative, int scale) {
  const auto coefficient = static_cast<Int128>(quotient);
  return Decimal::from_parts(negative ? -coefficient : coefficient, scale);
}

void check_scale(int scale) { assert(scale >= 0 && scale <= Decimal::max_scale); }

}  // namespace

namespace detail {

Decimal add_large(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale(), b.scale());
  const Wide left = scaled_magnitude(a, scale);
  const Wide right = scaled_magnitude(b, scale);
  if (a.is_negative() == b.is_negative()) return fit(add(left, right), a.is_negative(), scale);
  if (compare(left, right) >= 0) return fit(subtract(left, right), a.is_negative(), scale);
  return fit(subtract(right, left), b.is_negative(), scale);
}

std::strong_ordering compare_large(const Decimal& a, const Decimal& b) {
  if (a.sign() != b.sign()) return a.sign() <=> b.sign();
  const int scale = std::max(a.scale(), b.scale());
  const int order = compare(scaled_magnitude(a, scale), scaled_magnitude(b, scale));
  return (a.is_negative() ? -order : order) <=> 0;
}

Decimal multiply_large(const Decimal& a, const Decimal& b, Rounding rounding) {
  const bool negative = a.is_negative() != b.is_negative();
  const int whole = a.scale() + b.scale();
  const int scale = std::min(whole, Decimal::max_scale);
  Wide product = multiply_wide(magnitude(a.coefficient()), magnitude(b.coefficient()));
  if (whole != scale) {
    const U64 power = static_cast<U64>(power_of_ten(whole - scale));
    const Rest rest = classify(divide_by_64(product, power), power);
    if (rounds_up(rest, (product.limb[0] & 1) != 0, negative, rounding)) product = add(product, Wide{1});
  }
  return fit(product, negative, scale);
}

}  // namespace detail

Decimal multiply_to(const Decimal& a, const Decimal& b, int scale, Rounding rounding) {
  check_scale(scale);
  return divide_scaled(magnitude(a.coefficient()), magnitude(b.coefficient()), scale - a.scale() - b.scale(), 1,
                       a.is_negative() != b.is_negative(), scale, rounding);
}

Decimal divide(const Decimal& a, const Decimal& b, int scale, Rounding rounding) {
  check_scale(scale);
  assert(!b.is_zero());
  return divide_scaled(magnitude(a.coefficient()), 1, scale - a.scale() + b.scale(), magnitude(b.coefficient()),
                       a.is_negative() != b.is_negative(), scale, rounding);
}

Decimal multiply_divide(const Decimal& a, const Decimal& b, const Decimal& c, int scale, Rounding rounding) {
  check_scale(scale);
  assert(!c.is_zero());
  const bool negative = (a.is_negative() != b.is_negative()) != c.is_negative();
  const int exponent = scale - a.scale() - b.scale() + c.scale();
  const U128 left = magnitude(a.coefficient());
  const U128 right = magnitude(b.coefficient());
  const U128 divisor = magnitude(c.coefficient());
  // 63 bits times 63, and 64 bits times at most 10^18, are less than 10^38.
  const bool is_short = ((left | right) >> 63) == 0 && fits_64(divisor) && exponent >= 0 &&
                        exponent <= Decimal::max_scale && rounding == Rounding::HalfAwayFromZero;
  if (is_short) [[likely]] {
    U128 dividend = static_cast<U128>(static_cast<U64>(left)) * static_cast<U64>(right);
    if (exponent == 0 || fits_64(dividend)) [[likely]] {
      dividend *= static_cast<U64>(power_of_ten(exponent));
      return signed_quotient(divide_to_nearest(dividend, static_cast<U64>(divisor)), negative, scale);
    }
  }
  return divide_scaled(left, right, exponent, divisor, negative, scale, rounding);
}

Decimal rescale(const Decimal& a, int scale, Rounding rounding) {
  check_scale(scale);
  if (scale == a.scale()) return a;
  if (a.is_zero()) return Decimal::from_parts(0, scale);
  if (scale < a.scale() && rounding == Rounding::HalfAwayFromZero) [[likely]] {
    const auto divisor = static_cast<U64>(power_of_ten(a.scale() - scale));
    return signed_quotient(divide_to_nearest(magnitude(a.coefficient()), divisor), a.is_negative(), scale);
  }
  return divide_scaled(magnitude(a.coefficient()), 1, scale - a.scale(), 1, a.is_negative(), scale, rounding);
}

Decimal trim(const Decimal& a) {
  Int128 coefficient = a.coefficient();
  int scale = a.scale();
  if (coefficient == 0) return {};
  if (detail::is_small(coefficient)) {
    auto small = static_cast<std::int64_t>(coefficient);
    for (; scale > 0 && small % 10 == 0; --scale) small /= 10;
    return Decimal::from_parts(small, scale);
  }
  for (; scale > 0 && coefficient % 10 == 0; --scale) coefficient /= 10;
  return Decimal::from_parts(coefficient, scale);
}

double to_statistic(const Decimal& a) {
  return static_cast<double>(a.coefficient()) /
         static_cast<double>(detail::small_powers_of_ten[static_cast<std::size_t>(a.scale())]);
}

}  // namespace coffer
