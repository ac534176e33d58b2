#include "platform/json/scalars.hpp"

#include <charconv>

#include "platform/json/utf8.hpp"

namespace coffer::platform {
namespace {

[[nodiscard]] bool is_allowed(char32_t point, TextShape shape) {
  if (shape == TextShape::Paragraphs && (point == U'\n' || point == U'\r' || point == U'\t')) return true;
  return point >= 0x20U && point != 0x7FU && !(point >= 0x80U && point < 0xA0U);
}

}  // namespace

Parsed<std::string> parse_text_value(std::string_view text, TextRule rule) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); ++length) {
    const auto point = decode_utf8(text, at);
    if (point.size == 0) return std::unexpected("Send text in UTF-8.");
    if (!is_allowed(point.value, rule.shape)) return std::unexpected("Leave out control characters.");
    at += point.size;
  }
  if (length < rule.min && rule.min == 1) return std::unexpected("Must not be empty.");
  if (length < rule.min) return std::unexpected("Write at least " + std::to_string(rule.min) + " characters.");
  if (length > rule.max) return std::unexpected("Write at most " + std::to_string(rule.max) + " characters.");
  return std::string(text);
}

Parsed<Decimal> check_decimal(Decimal value, DecimalRule rule) {
  if (rule.sign == DecimalSign::Positive && !value.is_positive()) return std::unexpected("Must be more than zero.");
  if (rule.sign == DecimalSign::NotNegative && value.is_negative()) return std::unexpected("Must not be negative.");
  if (trim(value).scale() > rule.max_scale) {
    return std::unexpected("Write at most " + std::to_string(rule.max_scale) + " digits after the point.");
  }
  return value;
}

Parsed<Decimal> parse_decimal_value(std::string_view text, DecimalRule rule) {
  const auto value = parse_decimal(text);
  if (!value) {
    return std::unexpected(
        "Write a decimal such as \"1204.50\", with at most 20 digits before and 18 after the point.");
  }
  return check_decimal(*value, rule);
}

Parsed<Date> parse_date_value(std::string_view text) {
  if (const auto date = parse_date(text)) return *date;
  return std::unexpected("Write a date as 2026-03-31.");
}

Parsed<Timestamp> parse_timestamp_value(std::string_view text) {
  if (const auto timestamp = parse_timestamp(text)) return *timestamp;
  return std::unexpected("Write a time as 2026-03-31T08:15:00Z.");
}

Parsed<Currency> parse_currency_value(std::string_view text) {
  if (const auto currency = parse_currency(text)) return *currency;
  return std::unexpected("Write a currency code of ISO 4217, such as EUR.");
}

Parsed<Uuid> parse_uuid_value(std::string_view text) {
  if (const auto uuid = parse_uuid(text)) return *uuid;
  return std::unexpected("Write an identifier such as 01890a5d-ac96-774b-bcce-b302099a8057.");
}

Parsed<std::int64_t> check_integer(std::int64_t value, IntegerRule rule) {
  if (value >= rule.min && value <= rule.max) return value;
  if (rule.max == INT64_MAX) return std::unexpected("Must be at least " + std::to_string(rule.min) + ".");
  if (rule.min == INT64_MIN) return std::unexpected("Must be at most " + std::to_string(rule.max) + ".");
  return std::unexpected("Must be between " + std::to_string(rule.min) + " and " + std::to_string(rule.max) + ".");
}

Parsed<std::int64_t> parse_integer_value(std::string_view text, IntegerRule rule) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::unexpected("Write a whole number.");
  return check_integer(value, rule);
}

Parsed<std::size_t> parse_choice_value(std::string_view text, std::span<const std::string_view> words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == text) return i;
  }
  std::string sentence = "Choose one of:";
  for (const auto word : words) sentence.append(" ").append(word).append(",");
  sentence.back() = '.';
  return std::unexpected(std::move(sentence));
}

std::string escape_pointer(std::string_view key) {
  std::string out;
  out.reserve(key.size());
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace coffer::platform
