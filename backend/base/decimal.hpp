// Exact decimals for money, quantities, prices and rates.
//
// A Decimal is coefficient x 10^-scale with a signed coefficient of at most 38 digits and a scale of
// 0 to 18, so it holds what PostgreSQL's numeric(38,18) holds. Operations are exact or take a
// Rounding; none wraps around. What does not fit throws DecimalOverflow, which the entry points of
// `ledger` and the codecs turn into a Result: an amount too large to compute is an input fault,
// never a wrong figure.
#pragma once

#include <array>
#include <cassert>
#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace coffer {

using Int128 = __int128;

enum class Rounding {
  HalfAwayFromZero,  // money, by default
  HalfEven,
  TowardZero,
  AwayFromZero,
  Floor,
  Ceiling,
};

struct DecimalOverflow : std::overflow_error {
  DecimalOverflow() : std::overflow_error("decimal overflow") {}
};

// An Int128 is aligned to 16 bytes, which would make a Decimal 32 bytes where 24 do.
#pragma pack(push, 8)

class Decimal {
 public:
  static constexpr int max_scale = 18;
  static constexpr int max_digits = 38;

  constexpr Decimal() = default;
  constexpr Decimal(const Decimal& other) : coefficient_(in_halves(other.coefficient_)), scale_(other.scale_) {}
  constexpr Decimal& operator=(const Decimal& other) {
    coefficient_ = in_halves(other.coefficient_);
    scale_ = other.scale_;
    return *this;
  }
  ~Decimal() = default;
  constexpr Decimal(std::int64_t whole) : coefficient_(whole) {}  // NOLINT: whole numbers are decimals
  constexpr Decimal(int whole) : coefficient_(whole) {}           // NOLINT
  Decimal(double) = delete;
  // Refuses (assert) a scale out of range or a coefficient of more than 38 digits.
  [[nodiscard]] static constexpr Decimal from_parts(Int128 coefficient, int scale);

  [[nodiscard]] constexpr Int128 coefficient() const { return coefficient_; }
  [[nodiscard]] constexpr int scale() const { return scale_; }

  [[nodiscard]] constexpr bool is_zero() const { return coefficient_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const { return coefficient_ < 0; }
  [[nodiscard]] constexpr bool is_positive() const { return coefficient_ > 0; }
  [[nodiscard]] constexpr int sign() const { return (coefficient_ > 0) - (coefficient_ < 0); }

  // Exact. The result has the larger scale, less where the sum would not fit but its trailing zeros can go.
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend constexpr Decimal operator-(const Decimal& a) { return {-a.coefficient_, a.scale_}; }
  [[gnu::always_inline]] Decimal& operator+=(const Decimal& b);
  Decimal& operator-=(const Decimal& b);

  // By value: 1.50 equals 1.5.
  friend bool operator==(const Decimal& a, const Decimal& b);
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  enum class Sign : std::uint8_t { Plus, Minus };

  constexpr Decimal(Int128 coefficient, int scale) : coefficient_(coefficient), scale_(scale) {}
  template <Sign sign>
  [[gnu::always_inline]] Decimal& combine(const Decimal& b);

  // The same number, which the compiler has to copy as two registers. Arithmetic writes a coefficient in two halves;
  // a copy that reads both at once would wait until they have left the processor's store buffer, each time.
  static constexpr Int128 in_halves(Int128 value) {
    if (std::is_constant_evaluated()) return value;
    auto low = static_cast<std::uint64_t>(value);
    auto high = static_cast<std::uint64_t>(value >> 64);
    asm("" : "+r"(low), "+r"(high));
    return static_cast<Int128>((static_cast<unsigned __int128>(high) << 64) | low);
  }

  Int128 coefficient_ = 0;
  int scale_ = 0;
};

#pragma pack(pop)

namespace detail {

constexpr Int128 compute_power_of_ten(int exponent) {
  return exponent == 0 ? 1 : 10 * compute_power_of_ten(exponent - 1);
}

inline constexpr Int128 decimal_limit = compute_power_of_ten(Decimal::max_digits);  // exclusive
inline constexpr auto small_powers_of_ten = [] {
  std::array<std::int64_t, Decimal::max_scale + 1> powers{};
  for (int i = 0; i <= Decimal::max_scale; ++i)
    powers[static_cast<std::size_t>(i)] = static_cast<std::int64_t>(compute_power_of_ten(i));
  return powers;
}();

constexpr bool is_small(Int128 value) { return value == static_cast<std::int64_t>(value); }
constexpr Int128 scale_small(Int128 value, int digits) {
  return value * small_powers_of_ten[static_cast<std::size_t>(digits)];
}

[[nodiscard]] Decimal add_large(const Decimal& a, const Decimal& b);
[[nodiscard]] std::strong_ordering compare_large(const Decimal& a, const Decimal& b);
[[nodiscard]] Decimal multiply_large(const Decimal& a, const Decimal& b, Rounding rounding);

}  // namespace detail

constexpr Decimal Decimal::from_parts(Int128 coefficient, int scale) {
  assert(scale >= 0 && scale <= max_scale);
  assert(coefficient < detail::decimal_limit && coefficient > -detail::decimal_limit);
  return {coefficient, scale};
}

// 64 bits times at most 10^18 are fewer than 38 digits: where the coarser of the two has no more, the short
// way needs to look at the sum alone. Everything else goes the long way.
template <Decimal::Sign sign>
inline Decimal& Decimal::combine(const Decimal& b) {
  const int finer = scale_ - b.scale_;
  if (finer == 0 || detail::is_small(finer > 0 ? b.coefficient_ : coefficient_)) [[likely]] {
    const Int128 left = finer < 0 ? detail::scale_small(coefficient_, -finer) : coefficient_;
    const Int128 right = finer > 0 ? detail::scale_small(b.coefficient_, finer) : b.coefficient_;
    Int128 sum = 0;
    const bool wraps =
        sign == Sign::Plus ? __builtin_add_overflow(left, right, &sum) : __builtin_sub_overflow(left, right, &sum);
    if (!wraps && sum < detail::decimal_limit && sum > -detail::decimal_limit) [[likely]] {
      if (finer < 0) scale_ = b.scale_;
      coefficient_ = sum;
      return *this;
    }
  }
  return *this = detail::add_large(*this, sign == Sign::Plus ? b : -b);
}

inline Decimal& Decimal::operator+=(const Decimal& b) { return combine<Sign::Plus>(b); }
inline Decimal& Decimal::operator-=(const Decimal& b) { return combine<Sign::Minus>(b); }

inline Decimal operator+(const Decimal& a, const Decimal& b) {
  Decimal sum = a;
  return sum += b;
}

inline Decimal operator-(const Decimal& a, const Decimal& b) {
  Decimal difference = a;
  return difference -= b;
}

inline bool operator==(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.coefficient_ == b.coefficient_;
  return (a <=> b) == std::strong_ordering::equal;
}

inline std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int finer = a.scale_ - b.scale_;
  if (finer == 0) return a.coefficient_ <=> b.coefficient_;
  if (finer > 0 && detail::is_small(b.coefficient_))
    return a.coefficient_ <=> detail::scale_small(b.coefficient_, finer);
  if (finer < 0 && detail::is_small(a.coefficient_))
    return detail::scale_small(a.coefficient_, -finer) <=> b.coefficient_;
  return detail::compare_large(a, b);
}

// a x b at the scale of both together, at most 18; digits beyond are rounded. Less scale where the
// product would not fit but its trailing zeros can go.
[[nodiscard]] inline Decimal multiply(const Decimal& a, const Decimal& b,
                                      Rounding rounding = Rounding::HalfAwayFromZero) {
  // Two 64-bit factors have a product of at most 2^126, which is less than 10^38.
  const bool is_short = detail::is_small(a.coefficient()) && detail::is_small(b.coefficient());
  if (is_short && a.scale() + b.scale() <= Decimal::max_scale) [[likely]]
    return Decimal::from_parts(a.coefficient() * b.coefficient(), a.scale() + b.scale());
  return detail::multiply_large(a, b, rounding);
}
// a x b rounded to `scale`.
[[nodiscard]] Decimal multiply_to(const Decimal& a, const Decimal& b, int scale,
                                  Rounding rounding = Rounding::HalfAwayFromZero);
// a / b rounded to `scale`. The divisor is not zero (assert).
[[nodiscard]] Decimal divide(const Decimal& a, const Decimal& b, int scale = Decimal::max_scale,
                             Rounding rounding = Rounding::HalfAwayFromZero);
// a x b / c with an exact 256-bit intermediate, rounded once. c is not zero (assert).
[[nodiscard]] Decimal multiply_divide(const Decimal& a, const Decimal& b, const Decimal& c,
                                      int scale = Decimal::max_scale, Rounding rounding = Rounding::HalfAwayFromZero);
// To a scale: exact when it grows, rounded when it shrinks.
[[nodiscard]] Decimal rescale(const Decimal& a, int scale, Rounding rounding = Rounding::HalfAwayFromZero);
// Without trailing zeros after the point.
[[nodiscard]] Decimal trim(const Decimal& a);
[[nodiscard]] constexpr Decimal abs(const Decimal& a) { return a.is_negative() ? -a : a; }

// "-1204.5"; always at least `min_scale` digits after the point, no exponent, "0" for zero.
[[nodiscard]] std::string format_decimal(const Decimal& a, int min_scale = 0);
// Optional '-', digits, optional point and digits. No exponent, blank, grouping or leading '+'.
// At most 20 digits before and 18 after the point (zeros before and after those are accepted).
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);
// For statistics alone (returns, volatility); there is no way back.
[[nodiscard]] double to_statistic(const Decimal& a);

}  // namespace coffer
