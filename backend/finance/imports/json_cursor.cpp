#include "finance/imports/json_cursor.hpp"

#include "finance/imports/csv_reader.hpp"
#include "finance/imports/file_problems.hpp"
#include "finance/imports/text_encoding.hpp"

namespace coffer::finance {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view token) {
  const auto digits = [&token] {
    std::size_t count = 0;
    while (count < token.size() && is_digit(token[count])) ++count;
    token.remove_prefix(count);
    return count;
  };
  const auto take = [&token](char c) {
    if (!token.starts_with(c)) return false;
    token.remove_prefix(1);
    return true;
  };
  (void)take('-');
  const bool zero = token.starts_with('0');
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (take('.') && digits() == 0) return false;
  if (take('e') || take('E')) {
    if (!take('-')) (void)take('+');
    if (digits() == 0) return false;
  }
  return token.empty();
}

}  // namespace

std::unexpected<Error> JsonCursor::refuse(std::string_view detail) const {
  std::string text = "Line " + std::to_string(line_) + ": " + std::string(detail);
  return fail(ErrorKind::Invalid, problems::unreadable_file, text, {FieldError{"/file", text}});
}

char JsonCursor::peek() {
  while (position_ < text_.size()) {
    const char c = text_[position_];
    if (c == '\n')
      ++line_;
    else if (c != ' ' && c != '\t' && c != '\r')
      return c;
    ++position_;
  }
  return 0;
}

bool JsonCursor::take(char expected) {
  if (peek() != expected || position_ >= text_.size()) return false;
  ++position_;
  return true;
}

Result<void> JsonCursor::expect(char expected) {
  if (!take(expected))
    return refuse(std::string("a '") + expected + "' is missing. Upload the export as it was written.");
  return {};
}

Result<std::uint32_t> JsonCursor::read_unit() {
  if (text_.size() - position_ < 4) return refuse("an escape is cut off.");
  std::uint32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = text_[position_++];
    const int digit = is_digit(c)            ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return refuse("an escape has a wrong digit.");
    unit = unit * 16 + static_cast<std::uint32_t>(digit);
  }
  return unit;
}

Result<void> JsonCursor::append_escape(std::string& out) {
  if (position_ >= text_.size()) return refuse("a text is not closed.");
  const char c = text_[position_++];
  switch (c) {
    case '"':
    case '\\':
    case '/': out.push_back(c); return {};
    case 'b': out.push_back('\b'); return {};
    case 'f': out.push_back('\f'); return {};
    case 'n': out.push_back('\n'); return {};
    case 'r': out.push_back('\r'); return {};
    case 't': out.push_back('\t'); return {};
    case 'u': break;
    default: return refuse("an escape is unknown.");
  }
  COFFER_TRY(first, read_unit());
  std::uint32_t character = first;
  if (first >= 0xD800 && first <= 0xDFFF) {
    if (first > 0xDBFF || !text_.substr(position_).starts_with("\\u"))
      return refuse("half of a character stands alone.");
    position_ += 2;
    COFFER_TRY(second, read_unit());
    if (second < 0xDC00 || second > 0xDFFF) return refuse("half of a character stands alone.");
    character = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }
  if (character == 0) return refuse("a text holds a NUL character.");
  append_utf8(out, character);
  return {};
}

Result<std::string> JsonCursor::read_string() {
  COFFER_CHECK(expect('"'));
  std::string out;
  for (;;) {
    if (position_ >= text_.size()) return refuse("a text is not closed.");
    const char c = text_[position_];
    if (c == '"') break;
    if (static_cast<unsigned char>(c) < 0x20) return refuse("a text holds a control character.");
    ++position_;
    if (c == '\\')
      COFFER_CHECK(append_escape(out));
    else
      out.push_back(c);
    if (out.size() > limits_.text_bytes)
      return refuse("a text is longer than " + std::to_string(limits_.text_bytes >> 10) + " KiB.");
  }
  ++position_;
  if (find_invalid_utf8(out) != std::string::npos)
    return refuse("the text is not valid UTF-8. Save the file as UTF-8.");
  return out;
}

Result<std::string> JsonCursor::read_token() {
  (void)peek();
  const std::size_t end = std::min(text_.find_first_of(" \t\r\n,:]}[{\"", position_), text_.size());
  const std::string_view token = text_.substr(position_, end - position_);
  if (token != "true" && token != "false" && token != "null" && !is_number(token)) {
    return refuse("this is no JSON. Upload the export as it was written.");
  }
  if (token.size() > limits_.text_bytes) return refuse("a number is too long.");
  position_ = end;
  return std::string(token);
}

Result<std::optional<std::string>> JsonCursor::read_scalar() {
  if (peek() == '"') {
    COFFER_TRY(text, read_string());
    return std::optional<std::string>(std::move(text));
  }
  COFFER_TRY(token, read_token());
  if (token == "null") return std::optional<std::string>();
  return std::optional<std::string>(std::move(token));
}

Result<void> JsonCursor::skip_value(std::size_t depth) {
  if (depth > limits_.depth) return refuse("the values are nested too deeply.");
  const char first = peek();
  if (first != '{' && first != '[') {
    COFFER_TRY(scalar, read_scalar());
    (void)scalar;
    return {};
  }
  (void)take(first);
  const char last = first == '{' ? '}' : ']';
  if (take(last)) return {};
  for (;;) {
    if (first == '{') {
      COFFER_TRY(name, read_string());
      (void)name;
      COFFER_CHECK(expect(':'));
    }
    COFFER_CHECK(skip_value(depth + 1));
    if (take(last)) return {};
    COFFER_CHECK(expect(','));
  }
}

}  // namespace coffer::finance
