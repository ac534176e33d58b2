#include "platform/pg/params.hpp"

#include <charconv>
#include <cmath>

namespace coffer::platform {

namespace {

void append_number(std::string& out, std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

void append_uuid(std::string& out, const Uuid& uuid) {
  constexpr char hex[] = "0123456789abcdef";
  char text[36];
  std::size_t at = 0;
  for (std::size_t i = 0; i < uuid.bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text[at++] = '-';
    text[at++] = hex[uuid.bytes[i] >> 4];
    text[at++] = hex[uuid.bytes[i] & 15];
  }
  out.append(text, sizeof text);
}

void append_ratio(std::string& out, Ratio ratio) {
  if (std::isnan(ratio.value)) {
    out += "NaN";
  } else if (std::isinf(ratio.value)) {
    out += ratio.value > 0 ? "Infinity" : "-Infinity";
  } else {
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, ratio.value).ptr;
    out.append(digits, end);
  }
}

}  // namespace

void Params::begin() { values_.push_back(Value{buffer_.size(), 0, 0}); }

void Params::end() {
  auto& value = values_.back();
  value.size = static_cast<std::int32_t>(buffer_.size() - value.offset);
  // libpq takes text values as C strings.
  buffer_.push_back('\0');
}

Params& Params::add(Null) {
  values_.push_back(Value{});
  return *this;
}

Params& Params::add(std::string_view text) {
  has_nul_ = has_nul_ || text.find('\0') != std::string_view::npos;
  begin();
  buffer_ += text;
  end();
  return *this;
}

Params& Params::add(Bytea bytea) {
  begin();
  values_.back().binary = 1;
  buffer_ += bytea.bytes;
  end();
  return *this;
}

Params& Params::add(std::span<const std::uint8_t> bytes) {
  return add(Bytea{{reinterpret_cast<const char*>(bytes.data()), bytes.size()}});
}

Params& Params::add(const Uuid& uuid) {
  begin();
  append_uuid(buffer_, uuid);
  end();
  return *this;
}

Params& Params::add(Date date) { return add(std::string_view(format_date(date))); }
Params& Params::add(Timestamp timestamp) { return add(std::string_view(format_timestamp(timestamp))); }
Params& Params::add(const Decimal& decimal) { return add(std::string_view(format_decimal(decimal))); }

Params& Params::add(Ratio ratio) {
  begin();
  append_ratio(buffer_, ratio);
  end();
  return *this;
}

Params& Params::add(std::int64_t number) {
  begin();
  append_number(buffer_, number);
  end();
  return *this;
}

Params& Params::add(bool value) { return add(std::string_view(value ? "t" : "f")); }

void Params::open_array() {
  begin();
  buffer_.push_back('{');
}

void Params::next_element() {
  if (buffer_.back() != '{' || buffer_.size() != values_.back().offset + 1) buffer_.push_back(',');
}

void Params::close_array() {
  buffer_.push_back('}');
  end();
}

// Always quoted: no word (NULL), blank, brace or comma needs a rule of its own then.
void Params::element(std::string_view text) {
  buffer_.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') buffer_.push_back('\\');
    has_nul_ = has_nul_ || c == '\0';
    buffer_.push_back(c);
  }
  buffer_.push_back('"');
}

void Params::element(const Uuid& uuid) { append_uuid(buffer_, uuid); }
void Params::element(Date date) { buffer_ += format_date(date); }
void Params::element(Timestamp timestamp) { buffer_ += format_timestamp(timestamp); }
void Params::element(const Decimal& decimal) { buffer_ += format_decimal(decimal); }
void Params::element(Ratio ratio) { append_ratio(buffer_, ratio); }
void Params::element(std::int64_t number) { append_number(buffer_, number); }
void Params::element(bool value) { buffer_.push_back(value ? 't' : 'f'); }
void Params::element(Null) { buffer_ += "NULL"; }

}  // namespace coffer::platform
