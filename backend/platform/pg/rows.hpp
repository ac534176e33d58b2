// Rows of one statement. Values are read by column index in the order of the statement's select list.
// A value of another type than asked for, or an unexpected NULL, is a bug and throws PgTypeMismatch.
#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/id.hpp"
#include "base/money.hpp"

struct pg_result;

namespace coffer::platform {

struct PgTypeMismatch : std::logic_error {
  using std::logic_error::logic_error;
};

class Row {
 public:
  [[nodiscard]] bool is_null(int column) const;
  // Valid as long as the Rows (or a copy of it) lives.
  [[nodiscard]] std::string_view view(int column) const;
  [[nodiscard]] std::string text(int column) const { return std::string(view(column)); }
  [[nodiscard]] Uuid uuid(int column) const;
  template <class IdType>
  [[nodiscard]] IdType id(int column) const {
    return IdType{uuid(column)};
  }
  [[nodiscard]] Date date(int column) const;
  [[nodiscard]] Timestamp timestamp(int column) const;
  [[nodiscard]] Decimal decimal(int column) const;
  [[nodiscard]] Currency currency(int column) const;
  [[nodiscard]] std::int64_t int64(int column) const;
  [[nodiscard]] std::int32_t int32(int column) const;
  [[nodiscard]] bool boolean(int column) const;
  [[nodiscard]] Ratio ratio(int column) const;
  // The bytes themselves.
  [[nodiscard]] std::string bytea(int column) const;
  // One-dimensional; a NULL element is a mismatch.
  [[nodiscard]] std::vector<std::string> text_array(int column) const;
  [[nodiscard]] std::vector<Uuid> uuid_array(int column) const;

  [[nodiscard]] std::optional<std::string> optional_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
  }
  template <class IdType>
  [[nodiscard]] std::optional<IdType> optional_id(int column) const {
    return is_null(column) ? std::nullopt : std::optional(id<IdType>(column));
  }
  [[nodiscard]] std::optional<Date> optional_date(int column) const {
    return is_null(column) ? std::nullopt : std::optional(date(column));
  }
  [[nodiscard]] std::optional<Timestamp> optional_timestamp(int column) const {
    return is_null(column) ? std::nullopt : std::optional(timestamp(column));
  }
  [[nodiscard]] std::optional<Decimal> optional_decimal(int column) const {
    return is_null(column) ? std::nullopt : std::optional(decimal(column));
  }
  [[nodiscard]] std::optional<Currency> optional_currency(int column) const {
    return is_null(column) ? std::nullopt : std::optional(currency(column));
  }
  [[nodiscard]] std::optional<std::int64_t> optional_int64(int column) const {
    return is_null(column) ? std::nullopt : std::optional(int64(column));
  }

 private:
  friend class Rows;
  Row(const pg_result* result, int index) : result_(result), index_(index) {}
  [[noreturn]] void mismatch(int column, std::string_view wanted) const;

  const pg_result* result_;
  int index_;
};

class Rows {
 public:
  // No rows.
  Rows() = default;
  // Takes over the result.
  explicit Rows(pg_result* result);

  [[nodiscard]] int size() const;
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] int columns() const;
  [[nodiscard]] Row operator[](int index) const;
  // The first row; there is one (asserted).
  [[nodiscard]] Row front() const { return (*this)[0]; }
  // Of INSERT, UPDATE, DELETE; for SELECT the number of rows.
  [[nodiscard]] std::int64_t affected() const;

  class Iterator {
   public:
    using difference_type = int;
    using value_type = Row;
    using iterator_category = std::input_iterator_tag;
    Iterator(const Rows* rows, int index) : rows_(rows), index_(index) {}
    [[nodiscard]] Row operator*() const { return (*rows_)[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const Rows* rows_;
    int index_;
  };
  [[nodiscard]] Iterator begin() const { return {this, 0}; }
  [[nodiscard]] Iterator end() const { return {this, size()}; }

 private:
  std::shared_ptr<pg_result> result_;
};

}  // namespace coffer::platform
