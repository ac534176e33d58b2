#include "finance/cases/case_reader.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <cctype>
#include <charconv>

namespace coffer::finance {
namespace {

std::string_view view_of(const boost::json::string& text) { return {text.data(), text.size()}; }

std::optional<Ratio> parse_ratio(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool is_plain =
      !digits.empty() && std::ranges::all_of(digits, [](unsigned char c) { return std::isdigit(c) != 0 || c == '.'; });
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (!is_plain || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return Ratio{value};
}

}  // namespace

std::string CaseReader::place(std::string_view key) const { return pointer_ + "/" + std::string(key); }

void CaseReader::refuse(std::string_view key, std::string detail) const { faults_->add(place(key), std::move(detail)); }

const boost::json::value* CaseReader::find(std::string_view key) const {
  const boost::json::value* value = object_->if_contains(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::string> CaseReader::text(std::string_view key) const {
  const boost::json::value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (const auto* string = value->if_string()) return std::string(view_of(*string));
  refuse(key, "Write a string.");
  return std::nullopt;
}

std::optional<Decimal> CaseReader::decimal(std::string_view key) const {
  const auto written = text(key);
  if (!written) return std::nullopt;
  if (auto value = parse_decimal(*written)) return value;
  refuse(key, "Write a decimal as a string, at most 20 digits before and 18 after the point.");
  return std::nullopt;
}

std::optional<Ratio> CaseReader::ratio(std::string_view key) const {
  const auto written = text(key);
  if (!written) return std::nullopt;
  if (const auto value = parse_ratio(*written)) return value;
  refuse(key, "Write a decimal as a string.");
  return std::nullopt;
}

std::optional<std::int16_t> CaseReader::time(std::string_view key) const {
  const auto written = text(key);
  if (!written) return std::nullopt;
  const auto digit = [&](std::size_t i) { return (*written)[i] - '0'; };
  const bool is_shaped =
      written->size() == 5 && (*written)[2] == ':' && std::ranges::all_of(std::array{0, 1, 3, 4}, [&](int i) {
        return std::isdigit(static_cast<unsigned char>((*written)[static_cast<std::size_t>(i)])) != 0;
      });
  if (is_shaped) {
    const int minutes = (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
    if (digit(3) < 6 && minutes < 24 * 60) return static_cast<std::int16_t>(minutes);
  }
  refuse(key, "Write the time as 14:30.");
  return std::nullopt;
}

std::optional<Date> CaseReader::date(std::string_view key) const {
  const auto written = text(key);
  if (!written) return std::nullopt;
  if (auto value = parse_date(*written)) return value;
  refuse(key, "Write the date as 2026-03-31.");
  return std::nullopt;
}

std::optional<Currency> CaseReader::currency(std::string_view key) const {
  const auto written = text(key);
  if (!written) return std::nullopt;
  if (auto value = parse_currency(*written)) return value;
  refuse(key, "Write a currency as its three-letter code.");
  return std::nullopt;
}

std::optional<std::int64_t> CaseReader::integer(std::string_view key) const {
  const boost::json::value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (const auto* number = value->if_int64()) return *number;
  if (value->is_string()) {
    const auto whole = parse_decimal(view_of(value->get_string()));
    if (whole && trim(*whole).scale() == 0 && abs(*whole) < Decimal(std::int64_t{1'000'000'000}))
      return static_cast<std::int64_t>(trim(*whole).coefficient());
  }
  refuse(key, "Write a whole number.");
  return std::nullopt;
}

std::optional<bool> CaseReader::flag(std::string_view key) const {
  const boost::json::value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (const auto* truth = value->if_bool()) return *truth;
  refuse(key, "Write true or false.");
  return std::nullopt;
}

std::optional<CaseReader> CaseReader::object(std::string_view key) const {
  const boost::json::value* value = find(key);
  if (value == nullptr) return std::nullopt;
  if (const auto* inner = value->if_object()) return CaseReader(*inner, place(key), *faults_);
  refuse(key, "Write an object.");
  return std::nullopt;
}

std::vector<CaseReader> CaseReader::objects(std::string_view key) const {
  std::vector<CaseReader> out;
  const boost::json::value* value = find(key);
  if (value == nullptr) return out;
  const auto* list = value->if_array();
  if (list == nullptr) {
    refuse(key, "Write a list.");
    return out;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string at = place(key) + "/" + std::to_string(i);
    if (const auto* inner = (*list)[i].if_object()) {
      out.emplace_back(*inner, at, *faults_);
    } else {
      faults_->add(at, "Write an object.");
    }
  }
  return out;
}

std::vector<std::string> CaseReader::texts(std::string_view key) const {
  std::vector<std::string> out;
  const boost::json::value* value = find(key);
  if (value == nullptr) return out;
  const auto* list = value->if_array();
  if (list == nullptr) {
    refuse(key, "Write a list.");
    return out;
  }
  for (const boost::json::value& item : *list) {
    if (const auto* string = item.if_string()) {
      out.emplace_back(view_of(*string));
    } else {
      refuse(key, "Write a list of strings.");
    }
  }
  return out;
}

std::vector<Ratio> CaseReader::ratios(std::string_view key) const {
  std::vector<Ratio> out;
  for (const std::string& written : texts(key)) {
    if (const auto ratio = parse_ratio(written)) {
      out.push_back(*ratio);
    } else {
      refuse(key, "Write a list of decimals as strings.");
    }
  }
  return out;
}

std::vector<Date> CaseReader::dates(std::string_view key) const {
  std::vector<Date> out;
  for (const std::string& written : texts(key)) {
    if (const auto date = parse_date(written)) {
      out.push_back(*date);
    } else {
      refuse(key, "Write dates as 2026-03-31.");
    }
  }
  return out;
}

void CaseReader::allow_only(std::initializer_list<std::string_view> keys) const {
  for (const auto& member : *object_) {
    const std::string_view key(member.key().data(), member.key().size());
    if (std::ranges::find(keys, key) == keys.end()) refuse(key, "This member has no meaning here.");
  }
}

}  // namespace coffer::finance
