// Reads a JSON body into values and collects every fault with its JSON pointer.
//
//   COFFER_CO_TRY(body, platform::JsonDocument::parse(request.body));
//   auto object = body.object();
//   NewAccount account;
//   account.name = object.required("name").text({.max = 120});
//   account.kind = object.required("kind").choice(account_kinds);
//   account.opened = object.optional("opened").date();           // absent or null: std::nullopt
//   account.note = object.patch("note").text({.max = 2000});     // PATCH: absent, null or a value
//   for (auto item : object.required("items").objects({.max = 500})) { ... item.required("id") ... }
//   COFFER_CO_CHECK(body.finish());                              // all faults at once, unknown fields too
//
// A getter that meets a fault notes it and returns an empty value, so decoding runs to its end;
// nothing read may be used before finish() said yes.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "platform/json/scalars.hpp"

namespace coffer::platform {

struct JsonLimits {
  std::size_t bytes = 1 << 20;
  std::size_t depth = 16;
  std::size_t values = 100'000;
};

struct ListRule {
  std::size_t min = 0;
  std::size_t max = 1000;
};

// A member of a merge patch.
template <class T>
struct Patch {
  bool present = false;
  std::optional<T> value;  // empty when the patch says null: take the member away
  [[nodiscard]] bool is_absent() const { return !present; }
  [[nodiscard]] bool is_null() const { return present && !value; }
  // What the object has after the patch.
  [[nodiscard]] std::optional<T> applied_to(std::optional<T> before) const { return present ? value : before; }
};

namespace json_detail {
struct Tree;
}  // namespace json_detail

class JsonObject;

// One value that is there and not null. Each reader notes a fault and gives nothing when it does not fit.
class JsonValue {
 public:
  [[nodiscard]] std::optional<std::string> text(TextRule rule = {}) const;
  // A string, never a JSON number: exact figures do not pass through floating point.
  [[nodiscard]] std::optional<Decimal> decimal(DecimalRule rule = {}) const;
  [[nodiscard]] std::optional<Money> money(DecimalRule rule = {}) const;
  [[nodiscard]] std::optional<Date> date() const;
  [[nodiscard]] std::optional<Timestamp> timestamp() const;
  [[nodiscard]] std::optional<Currency> currency() const;
  [[nodiscard]] std::optional<Uuid> uuid() const;
  [[nodiscard]] std::optional<std::int64_t> integer(IntegerRule rule = {}) const;
  [[nodiscard]] std::optional<bool> flag() const;
  [[nodiscard]] std::optional<Ratio> ratio() const;
  [[nodiscard]] std::optional<std::size_t> word(std::span<const std::string_view> words) const;
  [[nodiscard]] std::optional<JsonObject> object() const;
  // Items of an array; null items are faults.
  [[nodiscard]] std::optional<std::vector<JsonValue>> list(ListRule rule = {}) const;

  [[nodiscard]] bool is_text() const;
  [[nodiscard]] bool is_object() const;
  // The text of a string, whatever it holds; empty for anything else.
  [[nodiscard]] std::string_view raw_text() const;
  // The value as compact JSON, every member of it counted as known.
  [[nodiscard]] std::string to_json() const;
  [[nodiscard]] std::string pointer() const;
  // Notes a fault of the caller's own at this place.
  void refuse(std::string detail) const;

 private:
  friend class JsonDocument;
  friend class JsonObject;
  JsonValue(json_detail::Tree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
  json_detail::Tree* tree_;
  std::uint32_t node_;
};

// How the three kinds of presence turn "maybe a value" into what the decoder gets.
struct RequiredField {
  template <class T>
  using Type = T;
  template <class T>
  static T wrap(bool, std::optional<T> value) {
    return value ? std::move(*value) : T{};
  }
};
struct OptionalField {
  template <class T>
  using Type = std::optional<T>;
  template <class T>
  static std::optional<T> wrap(bool, std::optional<T> value) {
    return value;
  }
};
struct PatchField {
  template <class T>
  using Type = Patch<T>;
  template <class T>
  static Patch<T> wrap(bool present, std::optional<T> value) {
    return {present, std::move(value)};
  }
};

template <class Presence>
class JsonField {
 public:
  JsonField(bool present, std::optional<JsonValue> value) : present_(present), value_(std::move(value)) {}

  [[nodiscard]] auto text(TextRule rule = {}) const {
    return get<std::string>([&](const JsonValue& v) { return v.text(rule); });
  }
  [[nodiscard]] auto decimal(DecimalRule rule = {}) const {
    return get<Decimal>([&](const JsonValue& v) { return v.decimal(rule); });
  }
  [[nodiscard]] auto money(DecimalRule rule = {}) const {
    return get<Money>([&](const JsonValue& v) { return v.money(rule); });
  }
  [[nodiscard]] auto date() const {
    return get<Date>([](const JsonValue& v) { return v.date(); });
  }
  [[nodiscard]] auto timestamp() const {
    return get<Timestamp>([](const JsonValue& v) { return v.timestamp(); });
  }
  [[nodiscard]] auto currency() const {
    return get<Currency>([](const JsonValue& v) { return v.currency(); });
  }
  template <class IdType>
  [[nodiscard]] auto id() const {
    return get<IdType>([](const JsonValue& v) -> std::optional<IdType> {
      const auto uuid = v.uuid();
      if (!uuid) return std::nullopt;
      return IdType{*uuid};
    });
  }
  [[nodiscard]] auto integer(IntegerRule rule = {}) const {
    return get<std::int64_t>([&](const JsonValue& v) { return v.integer(rule); });
  }
  [[nodiscard]] auto flag() const {
    return get<bool>([](const JsonValue& v) { return v.flag(); });
  }
  [[nodiscard]] auto ratio() const {
    return get<Ratio>([](const JsonValue& v) { return v.ratio(); });
  }
  template <class Enum, std::size_t N>
  [[nodiscard]] auto choice(const Choice<Enum> (&choices)[N]) const {
    return get<Enum>([&](const JsonValue& v) -> std::optional<Enum> {
      std::array<std::string_view, N> words;
      for (std::size_t i = 0; i < N; ++i) words[i] = choices[i].word;
      const auto index = v.word(words);
      if (!index) return std::nullopt;
      return choices[*index].value;
    });
  }
  template <class IdType>
  [[nodiscard]] auto ids(ListRule rule = {}) const {
    return get<std::vector<IdType>>([&](const JsonValue& v) {
      return read_each<IdType>(v, rule, [](const JsonValue& item) -> std::optional<IdType> {
        const auto uuid = item.uuid();
        if (!uuid) return std::nullopt;
        return IdType{*uuid};
      });
    });
  }
  [[nodiscard]] auto texts(ListRule rule = {}, TextRule text_rule = {}) const {
    return get<std::vector<std::string>>([&](const JsonValue& v) {
      return read_each<std::string>(v, rule, [&](const JsonValue& item) { return item.text(text_rule); });
    });
  }
  [[nodiscard]] auto list(ListRule rule = {}) const {
    return get<std::vector<JsonValue>>([&](const JsonValue& v) { return v.list(rule); });
  }
  // The objects of an array; empty when the array is absent or faulty.
  [[nodiscard]] std::vector<JsonObject> objects(ListRule rule = {}) const;
  // Empty when absent, null or not an object (which is noted).
  [[nodiscard]] std::optional<JsonObject> object() const;
  // The value itself, for a member that may be of several types.
  [[nodiscard]] const std::optional<JsonValue>& value() const { return value_; }
  [[nodiscard]] bool is_present() const { return present_; }

 private:
  template <class T, class Read>
  typename Presence::template Type<T> get(const Read& read) const {
    return Presence::template wrap<T>(present_, value_ ? read(*value_) : std::nullopt);
  }
  template <class T, class Read>
  static std::optional<std::vector<T>> read_each(const JsonValue& value, ListRule rule, const Read& read) {
    const auto items = value.list(rule);
    if (!items) return std::nullopt;
    std::vector<T> out;
    out.reserve(items->size());
    for (const auto& item : *items) {
      if (auto one = read(item)) out.push_back(std::move(*one));
    }
    return out;
  }

  bool present_;
  std::optional<JsonValue> value_;
};

class JsonObject {
 public:
  // Absent or null is a fault.
  [[nodiscard]] JsonField<RequiredField> required(std::string_view key);
  // Absent and null are the same.
  [[nodiscard]] JsonField<OptionalField> optional(std::string_view key);
  // Null takes the member away.
  [[nodiscard]] JsonField<PatchField> patch(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const;
  // All member names, for objects that are maps.
  [[nodiscard]] std::vector<std::string_view> keys() const;
  [[nodiscard]] std::string pointer() const;
  // Notes a fault of the caller's own: at `key`, or at the object itself when `key` is empty.
  void refuse(std::string_view key, std::string detail);

 private:
  friend class JsonDocument;
  friend class JsonValue;
  JsonObject(json_detail::Tree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
  [[nodiscard]] std::optional<JsonValue> take(std::string_view key, bool& present);
  json_detail::Tree* tree_;
  std::uint32_t node_;
};

class JsonDocument {
 public:
  // Refuses what is not JSON, too large, too deep, or holds a key twice in one object.
  [[nodiscard]] static Result<JsonDocument> parse(std::string_view body, JsonLimits limits = {});
  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;
  ~JsonDocument();

  // The body as an object; a fault (and an object without members) when it is something else.
  [[nodiscard]] JsonObject object();
  [[nodiscard]] JsonValue value();
  // Notes a fault at a place that no getter knows.
  void refuse(std::string pointer, std::string detail);
  // Invalid, problem "request/invalid", with every fault; unknown members are faults.
  [[nodiscard]] Result<> finish();

 private:
  explicit JsonDocument(std::unique_ptr<json_detail::Tree> tree);
  std::unique_ptr<json_detail::Tree> tree_;
};

namespace problems {
inline constexpr std::string_view invalid_request = "request/invalid";
inline constexpr std::string_view malformed_json = "request/malformed-json";
}  // namespace problems

template <class Presence>
std::vector<JsonObject> JsonField<Presence>::objects(ListRule rule) const {
  std::vector<JsonObject> out;
  if (!value_) return out;
  const auto items = value_->list(rule);
  if (!items) return out;
  for (const auto& item : *items) {
    if (auto object = item.object()) out.push_back(*object);
  }
  return out;
}

template <class Presence>
std::optional<JsonObject> JsonField<Presence>::object() const {
  return value_ ? value_->object() : std::nullopt;
}

}  // namespace coffer::platform
