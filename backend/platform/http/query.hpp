// Reads query parameters into values and collects every fault, as JsonDocument does for bodies.
//
//   QueryReader query(request.query);
//   const auto from = query.optional("from").date();
//   const auto limit = query.optional("limit").integer({1, 200}).value_or(50);
//   COFFER_CO_CHECK(query.finish());  // parameters that nobody asked for are faults
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "platform/http/request.hpp"
#include "platform/json/reader.hpp"

namespace coffer::platform {

class QueryReader;

template <class Presence>
class QueryField {
 public:
  QueryField(QueryReader& reader, std::string_view name, const std::string* value)
      : reader_(reader), name_(name), value_(value) {}
  [[nodiscard]] auto text(TextRule rule = {}) const {
    return get<std::string>([&](std::string_view v) { return parse_text_value(v, rule); });
  }
  [[nodiscard]] auto decimal(DecimalRule rule = {}) const {
    return get<Decimal>([&](std::string_view v) { return parse_decimal_value(v, rule); });
  }
  [[nodiscard]] auto date() const { return get<Date>(parse_date_value); }
  [[nodiscard]] auto timestamp() const { return get<Timestamp>(parse_timestamp_value); }
  [[nodiscard]] auto currency() const { return get<Currency>(parse_currency_value); }
  [[nodiscard]] auto integer(IntegerRule rule = {}) const {
    return get<std::int64_t>([&](std::string_view v) { return parse_integer_value(v, rule); });
  }
  // "true" or "false".
  [[nodiscard]] auto flag() const {
    return get<bool>([](std::string_view v) -> Parsed<bool> {
      static constexpr std::array<std::string_view, 2> words{"false", "true"};
      const auto index = parse_choice_value(v, words);
      if (!index) return std::unexpected(index.error());
      return *index == 1;
    });
  }
  template <class IdType>
  [[nodiscard]] auto id() const {
    return get<IdType>([](std::string_view v) -> Parsed<IdType> {
      const auto uuid = parse_uuid_value(v);
      if (!uuid) return std::unexpected(uuid.error());
      return IdType{*uuid};
    });
  }
  template <class Enum, std::size_t N>
  [[nodiscard]] auto choice(const Choice<Enum> (&choices)[N]) const {
    return get<Enum>([&](std::string_view v) -> Parsed<Enum> {
      std::array<std::string_view, N> words;
      for (std::size_t i = 0; i < N; ++i) words[i] = choices[i].word;
      const auto index = parse_choice_value(v, words);
      if (!index) return std::unexpected(index.error());
      return choices[*index].value;
    });
  }

 private:
  template <class T, class Parse>
  typename Presence::template Type<T> get(const Parse& parse) const;

  QueryReader& reader_;
  std::string_view name_;
  const std::string* value_;
};

class QueryReader {
 public:
  explicit QueryReader(const QueryParameters& query) : query_(query), taken_(query.size()) {}
  [[nodiscard]] QueryField<RequiredField> required(std::string_view name);
  [[nodiscard]] QueryField<OptionalField> optional(std::string_view name);
  void refuse(std::string_view name, std::string detail);
  // Invalid, "request/invalid", pointers "?name".
  [[nodiscard]] Result<> finish();

 private:
  [[nodiscard]] const std::string* take(std::string_view name);
  const QueryParameters& query_;
  std::vector<bool> taken_;
  std::vector<FieldError> faults_;
};

template <class Presence>
template <class T, class Parse>
typename Presence::template Type<T> QueryField<Presence>::get(const Parse& parse) const {
  if (value_ == nullptr) return Presence::template wrap<T>(false, std::nullopt);
  Parsed<T> parsed = parse(std::string_view(*value_));
  if (parsed) return Presence::template wrap<T>(true, std::move(*parsed));
  reader_.refuse(name_, std::move(parsed).error());
  return Presence::template wrap<T>(true, std::nullopt);
}

// ?limit= and ?cursor= of a list.
struct Page {
  std::int64_t limit = 50;
  std::optional<std::string> cursor;
};
[[nodiscard]] Page read_page(QueryReader& query);

}  // namespace coffer::platform
