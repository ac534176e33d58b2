// Parameters of one statement, kept in PostgreSQL's text form (bytea in binary) in one buffer.
//
//   co_await database.read(caller, statement(sql::find_account, household, account));
//   auto insert = statement(sql::insert_postings, household, ids, dates, amounts);   // vectors: unnest($2::uuid[],
//   ...)
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "platform/pg/query.hpp"

namespace coffer::platform {

struct Null {};
inline constexpr Null null;

// A bytea value held as text. Does not own it.
struct Bytea {
  std::string_view bytes;
};

class Params {
 public:
  Params& add(Null);
  // A text with a NUL byte cannot be stored: the statement is then refused as Invalid.
  Params& add(std::string_view text);
  Params& add(const char* text) { return add(std::string_view(text)); }
  Params& add(const std::string& text) { return add(std::string_view(text)); }
  // Bytes are a bytea value, not an array of numbers.
  Params& add(Bytea bytea);
  Params& add(std::span<const std::uint8_t> bytes);
  Params& add(const Uuid& uuid);
  template <class Tag>
  Params& add(const Id<Tag>& id) {
    return add(id.uuid);
  }
  Params& add(Date date);
  Params& add(Timestamp timestamp);
  Params& add(const Decimal& decimal);
  Params& add(Currency currency) { return add(currency.code()); }
  Params& add(Quantity quantity) { return add(quantity.value); }
  // A statistic for a float8 column.
  Params& add(Ratio ratio);
  Params& add(std::int64_t number);
  Params& add(std::int32_t number) { return add(std::int64_t{number}); }
  Params& add(bool value);
  Params& add(double) = delete;

  template <class T>
  Params& add(const std::optional<T>& value) {
    return value ? add(*value) : add(Null{});
  }

  // An array, for `unnest` and `= any($n)`. Elements: all of the above but bytes, optional ones too.
  template <class T>
  Params& add(std::span<const T> values) {
    open_array();
    for (const auto& value : values) {
      next_element();
      element(value);
    }
    close_array();
    return *this;
  }
  template <class T>
  Params& add(const std::vector<T>& values) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
      return add(std::span<const std::uint8_t>(values));
    } else if constexpr (std::is_same_v<T, bool>) {
      open_array();
      for (const bool value : values) {
        next_element();
        element(value);
      }
      close_array();
      return *this;
    } else {
      return add(std::span<const T>(values));
    }
  }

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  // Bytes of all values.
  [[nodiscard]] std::size_t encoded_size() const { return buffer_.size(); }
  [[nodiscard]] bool has_nul() const { return has_nul_; }

 private:
  friend class Connection;
  struct Value {
    std::size_t offset = 0;
    std::int32_t size = -1;  // -1: null
    std::int32_t binary = 0;
  };
  void begin();
  void end();
  void open_array();
  void next_element();
  void close_array();
  void element(std::string_view text);
  void element(const std::string& text) { element(std::string_view(text)); }
  void element(const Uuid& uuid);
  template <class Tag>
  void element(const Id<Tag>& id) {
    element(id.uuid);
  }
  void element(Date date);
  void element(Timestamp timestamp);
  void element(const Decimal& decimal);
  void element(Currency currency) { element(currency.code()); }
  void element(Quantity quantity) { element(quantity.value); }
  void element(Ratio ratio);
  void element(std::int64_t number);
  void element(std::int32_t number) { element(std::int64_t{number}); }
  void element(bool value);
  void element(Null);
  template <class T>
  void element(const std::optional<T>& value) {
    value ? element(*value) : element(Null{});
  }

  std::string buffer_;
  std::vector<Value> values_;
  bool has_nul_ = false;
};

struct Statement {
  Query query;
  Params params;
};

template <class... Values>
[[nodiscard]] Statement statement(const Query& query, const Values&... values) {
  Statement made;
  made.query = query;
  (made.params.add(values), ...);
  return made;
}

}  // namespace coffer::platform
