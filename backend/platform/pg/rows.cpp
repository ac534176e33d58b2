#include "platform/pg/rows.hpp"

#include <libpq-fe.h>

#include <cassert>
#include <charconv>

namespace coffer::platform {

namespace {

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// PostgreSQL's text form of a one-dimensional array without NULL elements.
std::optional<std::vector<std::string>> parse_array(std::string_view text) {
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::vector<std::string> elements;
  std::size_t at = 0;
  while (at < text.size()) {
    std::string element;
    if (text[at] == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
        if (at < text.size()) element.push_back(text[at]);
      }
      ++at;
    } else {
      const auto comma = std::min(text.find(',', at), text.size());
      element = text.substr(at, comma - at);
      if (element == "NULL" || element.starts_with('{')) return std::nullopt;
      at = comma;
    }
    elements.push_back(std::move(element));
    if (at < text.size() && text[at] != ',') return std::nullopt;
    ++at;
  }
  return elements;
}

}  // namespace

bool Row::is_null(int column) const { return PQgetisnull(result_, index_, column) != 0; }

std::string_view Row::view(int column) const {
  if (column < 0 || column >= PQnfields(result_)) mismatch(column, "a column");
  if (is_null(column)) mismatch(column, "a value");
  return {PQgetvalue(result_, index_, column), static_cast<std::size_t>(PQgetlength(result_, index_, column))};
}

void Row::mismatch(int column, std::string_view wanted) const {
  const char* name = PQfname(result_, column);
  throw PgTypeMismatch("column " + std::to_string(column) + " (" + (name == nullptr ? "absent" : name) + ") is not " +
                       std::string(wanted));
}

Uuid Row::uuid(int column) const {
  const auto value = parse_uuid(view(column));
  if (!value) mismatch(column, "a uuid");
  return *value;
}

Date Row::date(int column) const {
  const auto value = parse_date(view(column));
  if (!value) mismatch(column, "a date");
  return *value;
}

Timestamp Row::timestamp(int column) const {
  const auto value = parse_timestamp(view(column));
  if (!value) mismatch(column, "a timestamp");
  return *value;
}

Decimal Row::decimal(int column) const {
  const auto value = parse_decimal(view(column));
  if (!value) mismatch(column, "a decimal");
  return *value;
}

Currency Row::currency(int column) const {
  const auto value = parse_currency(view(column));
  if (!value) mismatch(column, "a currency");
  return *value;
}

std::int64_t Row::int64(int column) const {
  const auto value = parse_number<std::int64_t>(view(column));
  if (!value) mismatch(column, "a whole number");
  return *value;
}

std::int32_t Row::int32(int column) const {
  const auto value = parse_number<std::int32_t>(view(column));
  if (!value) mismatch(column, "a whole number of 32 bits");
  return *value;
}

bool Row::boolean(int column) const {
  const auto value = view(column);
  if (value != "t" && value != "f") mismatch(column, "a boolean");
  return value == "t";
}

Ratio Row::ratio(int column) const {
  const auto value = parse_number<double>(view(column));
  if (!value) mismatch(column, "a ratio");
  return Ratio{*value};
}

std::string Row::bytea(int column) const {
  const auto text = view(column);
  if (!text.starts_with("\\x") || text.size() % 2 != 0) mismatch(column, "bytea");
  std::string bytes;
  bytes.reserve(text.size() / 2 - 1);
  for (std::size_t i = 2; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) mismatch(column, "bytea");
    bytes.push_back(static_cast<char>(high * 16 + low));
  }
  return bytes;
}

std::vector<std::string> Row::text_array(int column) const {
  auto elements = parse_array(view(column));
  if (!elements) mismatch(column, "an array without NULLs");
  return std::move(*elements);
}

std::vector<Uuid> Row::uuid_array(int column) const {
  std::vector<Uuid> uuids;
  for (const auto& element : text_array(column)) {
    const auto uuid = parse_uuid(element);
    if (!uuid) mismatch(column, "an array of uuids");
    uuids.push_back(*uuid);
  }
  return uuids;
}

Rows::Rows(pg_result* result) : result_(result, [](pg_result* owned) { PQclear(owned); }) {}
int Rows::size() const { return result_ ? PQntuples(result_.get()) : 0; }
int Rows::columns() const { return result_ ? PQnfields(result_.get()) : 0; }

Row Rows::operator[](int index) const {
  assert(index >= 0 && index < size());
  return {result_.get(), index};
}

std::int64_t Rows::affected() const {
  if (!result_) return 0;
  const std::string_view count = PQcmdTuples(result_.get());
  return parse_number<std::int64_t>(count).value_or(0);
}

}  // namespace coffer::platform
