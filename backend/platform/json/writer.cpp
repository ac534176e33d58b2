#include "platform/json/writer.hpp"

#include <array>
#include <cassert>
#include <cmath>

#include "platform/json/utf8.hpp"

namespace coffer::platform {
namespace {

// Bytes that stand for themselves within a JSON string.
constexpr auto plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (unsigned byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

void append_escape(std::string& out, char byte) {
  switch (byte) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  static constexpr char digits[] = "0123456789abcdef";
  out += "\\u00";
  out += digits[(static_cast<unsigned char>(byte) >> 4U) & 0xFU];
  out += digits[static_cast<unsigned char>(byte) & 0xFU];
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out.push_back('"');
  std::size_t from = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if (plain_bytes[static_cast<unsigned char>(text[at])]) {
      ++at;
      continue;
    }
    const auto point = decode_utf8(text, at);
    if (point.size > 1) {
      at += point.size;
      continue;
    }
    out.append(text, from, at - from);
    if (point.size == 1) {
      append_escape(out, text[at]);
    } else {
      out += "\xEF\xBF\xBD";
    }
    from = ++at;
  }
  out.append(text, from, at - from);
  out.push_back('"');
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(text_, name);
  text_.push_back(':');
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  append_json_string(text_, text);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  text_.append(json);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(const Money& money) {
  separate();
  text_ += R"({"amount":")";
  text_ += format_amount(money);
  text_ += R"(","currency":")";
  text_ += money.currency.code();
  text_ += "\"}";
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(const Decimal& decimal) { return value(std::string_view(format_decimal(decimal))); }
JsonWriter& JsonWriter::value(const Currency& currency) { return value(currency.code()); }
JsonWriter& JsonWriter::value(const Date& date) { return value(std::string_view(format_date(date))); }
JsonWriter& JsonWriter::value(const Timestamp& timestamp) {
  return value(std::string_view(format_timestamp(timestamp)));
}
JsonWriter& JsonWriter::value(const Uuid& uuid) { return value(std::string_view(format_uuid(uuid))); }

JsonWriter& JsonWriter::value(Ratio ratio) {
  if (!std::isfinite(ratio.value)) return null();
  char digits[32];
  // Minus zero is zero. A long row of digits is an integer to readers, and one out of their range.
  constexpr double long_row = 1e15;
  const double number = ratio.value == 0 ? 0.0 : ratio.value;
  const auto end = std::abs(number) < long_row
                       ? std::to_chars(digits, digits + sizeof digits, number).ptr
                       : std::to_chars(digits, digits + sizeof digits, number, std::chars_format::scientific).ptr;
  return raw({digits, static_cast<std::size_t>(end - digits)});
}

std::string JsonWriter::take() {
  assert(depth_ == 0 && "every object and array is closed");
  comma_ = false;
  return std::exchange(text_, {});
}

}  // namespace coffer::platform
