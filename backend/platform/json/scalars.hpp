// What a value in a body or a query may be, and the sentence that says what would make it right.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"

namespace coffer::platform {

enum class TextShape { Line, Paragraphs };

// Lengths count code points. Control characters are refused; Paragraphs allows line breaks and tabs.
struct TextRule {
  std::size_t min = 1;
  std::size_t max = 200;
  TextShape shape = TextShape::Line;
};

struct IntegerRule {
  std::int64_t min = INT64_MIN;
  std::int64_t max = INT64_MAX;
};

enum class DecimalSign { Any, NotNegative, Positive };

struct DecimalRule {
  DecimalSign sign = DecimalSign::Any;
  int max_scale = Decimal::max_scale;
};

// A word on the wire and what it stands for: `constexpr Choice<Kind> kinds[] = {{"cash", Kind::Cash}, ...};`
template <class Enum>
struct Choice {
  std::string_view word;
  Enum value;
};

// A value, or the sentence for FieldError::detail.
template <class T>
using Parsed = std::expected<T, std::string>;

[[nodiscard]] Parsed<std::string> parse_text_value(std::string_view text, TextRule rule);
[[nodiscard]] Parsed<Decimal> parse_decimal_value(std::string_view text, DecimalRule rule);
[[nodiscard]] Parsed<Date> parse_date_value(std::string_view text);
[[nodiscard]] Parsed<Timestamp> parse_timestamp_value(std::string_view text);
[[nodiscard]] Parsed<Currency> parse_currency_value(std::string_view text);
[[nodiscard]] Parsed<Uuid> parse_uuid_value(std::string_view text);
[[nodiscard]] Parsed<std::int64_t> parse_integer_value(std::string_view text, IntegerRule rule);
[[nodiscard]] Parsed<std::int64_t> check_integer(std::int64_t value, IntegerRule rule);
// The index in `words`.
[[nodiscard]] Parsed<std::size_t> parse_choice_value(std::string_view text, std::span<const std::string_view> words);

// Where a figure is wanted, how its sign and scale are named in the refusal.
[[nodiscard]] Parsed<Decimal> check_decimal(Decimal value, DecimalRule rule);

// One step of an RFC 6901 pointer: "~" and "/" escaped.
[[nodiscard]] std::string escape_pointer(std::string_view key);

}  // namespace coffer::platform
