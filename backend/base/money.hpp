// Types of exact figures that do not mix by accident.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"

namespace coffer {

// An ISO 4217 code; three capital letters. Which codes exist is base/currency.cpp's table.
class Currency {
 public:
  constexpr Currency() = default;
  [[nodiscard]] std::string_view code() const { return {code_.data(), code_[0] == 0 ? 0U : 3U}; }
  [[nodiscard]] constexpr bool is_empty() const { return code_[0] == 0; }
  // Digits after the point of the minor unit: EUR 2, JPY 0, BHD 3.
  [[nodiscard]] int minor_digits() const;
  constexpr auto operator<=>(const Currency&) const = default;
  // A dense key for tables.
  [[nodiscard]] constexpr std::uint32_t key() const {
    return (static_cast<std::uint32_t>(static_cast<unsigned char>(code_[0])) << 16) |
           (static_cast<std::uint32_t>(static_cast<unsigned char>(code_[1])) << 8) |
           static_cast<std::uint32_t>(static_cast<unsigned char>(code_[2]));
  }

 private:
  friend std::optional<Currency> parse_currency(std::string_view code);
  std::array<char, 3> code_{};
};

// Capital letters only, and only codes in use (or historical ones that the ECB file carries).
[[nodiscard]] std::optional<Currency> parse_currency(std::string_view code);

struct Money {
  Decimal amount;
  Currency currency;
  bool operator==(const Money&) const = default;
};

// Rounded half away from zero to the currency's minor unit.
[[nodiscard]] Money round_to_minor(const Money& money);
// "1204.50": at least the minor digits, trailing zeros beyond trimmed.
[[nodiscard]] std::string format_amount(const Money& money);

// Units of an instrument. Negative is short.
struct Quantity {
  Decimal value;
  auto operator<=>(const Quantity&) const = default;
};

// Price of one unit as quoted; times the instrument's price factor it is money of `currency`.
struct UnitPrice {
  Decimal value;
  Currency currency;
  bool operator==(const UnitPrice&) const = default;
};

// 1 `from` = rate x `to`, in the direction in which it was quoted.
struct FxRate {
  Currency from;
  Currency to;
  Date on;
  Decimal rate;
  bool operator==(const FxRate&) const = default;
};

// A ratio or statistic (return, weight, volatility): a fraction, 0.0731 is 7.31 %. Never money.
struct Ratio {
  double value = 0;
  auto operator<=>(const Ratio&) const = default;
};

}  // namespace coffer

template <>
struct std::hash<coffer::Currency> {
  std::size_t operator()(const coffer::Currency& currency) const noexcept { return currency.key(); }
};
