// Typed reading of a case's JSON, noting every fault with its pointer.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/money.hpp"

namespace coffer::finance {

class CaseFaults {
 public:
  void add(std::string pointer, std::string detail) {
    if (faults_.size() < 100) faults_.push_back({std::move(pointer), std::move(detail)});
  }
  [[nodiscard]] const std::vector<FieldError>& all() const { return faults_; }

 private:
  std::vector<FieldError> faults_;
};

// As parse_decimal, but digits beyond the eighteenth after the point are rounded.
[[nodiscard]] std::optional<Decimal> parse_long_decimal(std::string_view text);

// One object of the file. A member that is absent or null is none; one of another type is a fault.
class CaseReader {
 public:
  CaseReader(const boost::json::object& object, std::string pointer, CaseFaults& faults)
      : object_(&object), pointer_(std::move(pointer)), faults_(&faults) {}

  [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
  [[nodiscard]] std::optional<Decimal> decimal(std::string_view key) const;
  [[nodiscard]] std::optional<Decimal> long_decimal(std::string_view key) const;
  // A statistic: any number of digits.
  [[nodiscard]] std::optional<Ratio> ratio(std::string_view key) const;
  [[nodiscard]] std::optional<Date> date(std::string_view key) const;
  // "14:30" in minutes of the day.
  [[nodiscard]] std::optional<std::int16_t> time(std::string_view key) const;
  [[nodiscard]] std::optional<Currency> currency(std::string_view key) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
  [[nodiscard]] std::optional<bool> flag(std::string_view key) const;
  [[nodiscard]] std::optional<CaseReader> object(std::string_view key) const;
  [[nodiscard]] std::vector<CaseReader> objects(std::string_view key) const;
  [[nodiscard]] std::vector<Date> dates(std::string_view key) const;
  [[nodiscard]] std::vector<Ratio> ratios(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return object_->contains(key); }
  [[nodiscard]] const boost::json::object& raw() const { return *object_; }
  // "/inputs/flows/3/amount".
  [[nodiscard]] std::string place(std::string_view key) const;
  void refuse(std::string_view key, std::string detail) const;
  // Anything but these members is a fault: what is not understood is never ignored.
  void allow_only(std::initializer_list<std::string_view> keys) const;

 private:
  [[nodiscard]] const boost::json::value* find(std::string_view key) const;

  const boost::json::object* object_;
  std::string pointer_;
  CaseFaults* faults_;
};

}  // namespace coffer::finance
