// Writes JSON by appending to one string. Commas are placed by the writer; keys, nesting and
// completeness are the caller's (assert at take()).
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"

namespace coffer::platform {

class JsonWriter {
 public:
  explicit JsonWriter(std::size_t reserve = 1024) { text_.reserve(reserve); }

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  template <std::same_as<bool> Flag>
  JsonWriter& value(Flag flag) {
    return raw(flag ? "true" : "false");
  }
  template <std::integral Whole>
    requires(!std::same_as<Whole, bool> && !std::same_as<Whole, char>)
  JsonWriter& value(Whole whole) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, whole).ptr;
    return raw({digits, static_cast<std::size_t>(end - digits)});
  }
  // {"amount":"1204.50","currency":"EUR"}, at least the currency's minor digits.
  JsonWriter& value(const Money& money);
  // A string without trailing zeros: "1204.5".
  JsonWriter& value(const Decimal& decimal);
  JsonWriter& value(const Quantity& quantity) { return value(quantity.value); }
  JsonWriter& value(const Currency& currency);
  JsonWriter& value(const Date& date);
  JsonWriter& value(const Timestamp& timestamp);
  JsonWriter& value(const Uuid& uuid);
  template <class Tag>
  JsonWriter& value(const Id<Tag>& id) {
    return value(id.uuid);
  }
  // A JSON number; null when it is not finite.
  JsonWriter& value(Ratio ratio);
  JsonWriter& null() { return raw("null"); }
  template <class T>
  JsonWriter& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : null();
  }
  JsonWriter& value(double) = delete;  // figures are exact; statistics are a Ratio

  // Text that is JSON already.
  JsonWriter& raw(std::string_view json);

  template <class T>
  JsonWriter& field(std::string_view name, const T& content) {
    return key(name).value(content);
  }
  // Nothing at all when absent.
  template <class T>
  JsonWriter& field_if(std::string_view name, const std::optional<T>& content) {
    return content ? field(name, *content) : *this;
  }
  JsonWriter& null_field(std::string_view name) { return key(name).null(); }
  JsonWriter& raw_field(std::string_view name, std::string_view json) { return key(name).raw(json); }
  JsonWriter& object_field(std::string_view name) { return key(name).begin_object(); }
  JsonWriter& array_field(std::string_view name) { return key(name).begin_array(); }

  [[nodiscard]] std::size_t size() const { return text_.size(); }
  // The finished text; the writer is empty afterwards.
  [[nodiscard]] std::string take();

 private:
  void separate() {
    if (comma_) text_.push_back(',');
  }
  JsonWriter& open(char bracket) {
    separate();
    text_.push_back(bracket);
    comma_ = false;
    ++depth_;
    return *this;
  }
  JsonWriter& close(char bracket) {
    text_.push_back(bracket);
    comma_ = true;
    --depth_;
    return *this;
  }

  std::string text_;
  bool comma_ = false;
  int depth_ = 0;
};

// Appends `text` as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace coffer::platform
