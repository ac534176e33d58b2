#include "platform/json/reader.hpp"

#include <simdjson.h>
#include <algorithm>
#include <cassert>
#include <string>

#include "platform/json/writer.hpp"

namespace coffer::platform {
namespace json_detail {

constexpr std::uint32_t none = UINT32_MAX;

enum class Kind : std::uint8_t { Null, Flag, Integer, Number, Text, Array, Object };

struct Node {
  Kind kind = Kind::Null;
  bool taken = false;   // somebody asked for it
  bool opened = false;  // its members are checked for unknown ones
  std::uint32_t parent = none;
  std::uint32_t next = none;
  std::uint32_t first = none;  // child
  std::uint32_t count = 0;     // of children
  std::uint32_t index = 0;     // within an array
  std::string_view key;
  std::string_view text;
  std::int64_t integer = 0;
  double number = 0;
};

// The document as flat nodes: faults need parents, unknown members need a mark on each.
struct Tree {
  simdjson::dom::document document;  // owns the strings
  std::vector<Node> nodes;
  std::vector<FieldError> faults;

  [[nodiscard]] std::string pointer(std::uint32_t node) const {
    std::string out;
    for (; nodes[node].parent != none; node = nodes[node].parent) {
      const auto& parent = nodes[nodes[node].parent];
      out.insert(
          0, "/" + (parent.kind == Kind::Object ? escape_pointer(nodes[node].key) : std::to_string(nodes[node].index)));
    }
    return out;
  }
  void refuse(std::uint32_t node, std::string detail) { note({pointer(node), std::move(detail)}); }
  // A body full of faults must not make an answer of megabytes.
  [[nodiscard]] bool is_full() const { return faults.size() >= 100; }
  void note(FieldError fault) {
    if (!is_full()) faults.push_back(std::move(fault));
  }
  void take_all(std::uint32_t node) {
    nodes[node].taken = true;
    for (auto child = nodes[node].first; child != none; child = nodes[child].next) take_all(child);
  }
};

}  // namespace json_detail

namespace {

using json_detail::Kind;
using json_detail::Node;
using json_detail::none;
using json_detail::Tree;

[[nodiscard]] std::unexpected<Error> fail_malformed(std::string detail) {
  return fail(ErrorKind::Invalid, problems::malformed_json, std::move(detail));
}

// Turns simdjson's document into nodes; refuses depth, number of values and double keys.
class TreeBuilder {
 public:
  TreeBuilder(Tree& tree, const JsonLimits& limits) : tree_(tree), limits_(limits) {}

  Result<std::uint32_t> add(simdjson::dom::element element, std::uint32_t parent, std::size_t depth,
                            std::string_view key = {}) {
    if (depth > limits_.depth) {
      return fail(ErrorKind::Invalid, problems::malformed_json,
                  "The body is nested deeper than " + std::to_string(limits_.depth) + " levels.");
    }
    if (tree_.nodes.size() >= limits_.values) {
      return fail(ErrorKind::TooLarge, problems::malformed_json,
                  "The body holds more than " + std::to_string(limits_.values) + " values.");
    }
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    auto& node = tree_.nodes.emplace_back();
    node.parent = parent;
    node.key = key;
    if (parent != none) node.index = tree_.nodes[parent].count++;
    switch (element.type()) {
      case simdjson::dom::element_type::OBJECT: {
        tree_.nodes[index].kind = Kind::Object;
        COFFER_CHECK(add_members(element.get_object().value_unsafe(), index, depth));
        break;
      }
      case simdjson::dom::element_type::ARRAY: {
        tree_.nodes[index].kind = Kind::Array;
        COFFER_CHECK(add_items(element.get_array().value_unsafe(), index, depth));
        break;
      }
      default: add_scalar(element, tree_.nodes[index]);
    }
    return index;
  }

 private:
  static void add_scalar(simdjson::dom::element element, Node& node) {
    switch (element.type()) {
      case simdjson::dom::element_type::STRING:
        node.kind = Kind::Text;
        node.text = element.get_string().value_unsafe();
        break;
      case simdjson::dom::element_type::INT64:
        node.kind = Kind::Integer;
        node.integer = element.get_int64().value_unsafe();
        node.number = static_cast<double>(node.integer);
        break;
      case simdjson::dom::element_type::UINT64:
        node.kind = Kind::Number;
        node.number = static_cast<double>(element.get_uint64().value_unsafe());
        break;
      case simdjson::dom::element_type::DOUBLE:
        node.kind = Kind::Number;
        node.number = element.get_double().value_unsafe();
        break;
      case simdjson::dom::element_type::BOOL:
        node.kind = Kind::Flag;
        node.integer = element.get_bool().value_unsafe() ? 1 : 0;
        break;
      default: node.kind = Kind::Null;
    }
  }

  void link(std::uint32_t parent, std::uint32_t& last, std::uint32_t child) {
    (last == none ? tree_.nodes[parent].first : tree_.nodes[last].next) = child;
    last = child;
  }

  Result<> add_members(simdjson::dom::object object, std::uint32_t parent, std::size_t depth) {
    std::uint32_t last = none;
    for (const auto field : object) {
      COFFER_TRY(child, add(field.value, parent, depth + 1, field.key));
      link(parent, last, child);
    }
    return refuse_double_keys(parent);
  }

  Result<> add_items(simdjson::dom::array array, std::uint32_t parent, std::size_t depth) {
    std::uint32_t last = none;
    for (const auto item : array) {
      COFFER_TRY(child, add(item, parent, depth + 1));
      link(parent, last, child);
    }
    return {};
  }

  Result<> refuse_double_keys(std::uint32_t parent) {
    keys_.clear();
    for (auto child = tree_.nodes[parent].first; child != none; child = tree_.nodes[child].next) {
      keys_.push_back(tree_.nodes[child].key);
    }
    std::ranges::sort(keys_);
    const auto twice = std::ranges::adjacent_find(keys_);
    if (twice == keys_.end()) return {};
    return fail(ErrorKind::Invalid, problems::malformed_json, "A member stands twice in one object.",
                {{tree_.pointer(parent) + "/" + escape_pointer(*twice), "Send each member once."}});
  }

  Tree& tree_;
  const JsonLimits& limits_;
  std::vector<std::string_view> keys_;
};

void append_json(const Tree& tree, std::uint32_t index, JsonWriter& out) {
  const auto& node = tree.nodes[index];
  switch (node.kind) {
    case Kind::Null: out.null(); return;
    case Kind::Flag: out.value(node.integer == 1); return;
    case Kind::Integer: out.value(node.integer); return;
    case Kind::Number: out.value(Ratio{node.number}); return;
    case Kind::Text: out.value(node.text); return;
    case Kind::Array: out.begin_array(); break;
    case Kind::Object: out.begin_object(); break;
  }
  for (auto child = node.first; child != none; child = tree.nodes[child].next) {
    if (node.kind == Kind::Object) out.key(tree.nodes[child].key);
    append_json(tree, child, out);
  }
  if (node.kind == Kind::Array) {
    out.end_array();
  } else {
    out.end_object();
  }
}

}  // namespace

Result<JsonDocument> JsonDocument::parse(std::string_view body, JsonLimits limits) {
  if (body.size() > limits.bytes) {
    return fail(ErrorKind::TooLarge, problems::malformed_json,
                "The body is larger than " + std::to_string(limits.bytes) + " bytes.");
  }
  if (body.empty()) return fail_malformed("The body is empty; send JSON.");
  auto tree = std::make_unique<Tree>();
  // Only scratch memory between two calls; the strings belong to the document.
  static thread_local simdjson::dom::parser parser;
  simdjson::dom::element root;
  const auto error = parser.parse_into_document(tree->document, body.data(), body.size(), true).get(root);
  if (error == simdjson::DEPTH_ERROR) return fail_malformed("The body is nested too deep.");
  if (error == simdjson::UTF8_ERROR) return fail_malformed("The body is not UTF-8.");
  if (error == simdjson::NUMBER_ERROR) return fail_malformed("The body holds a number out of range.");
  if (error != simdjson::SUCCESS) return fail_malformed("The body is not well-formed JSON.");
  COFFER_CHECK(TreeBuilder(*tree, limits).add(root, none, 1));
  return JsonDocument(std::move(tree));
}

JsonDocument::JsonDocument(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonValue JsonDocument::value() {
  tree_->nodes[0].taken = true;
  return {tree_.get(), 0};
}

JsonObject JsonDocument::object() {
  auto root = value();
  if (auto object = root.object()) return *object;
  return {tree_.get(), 0};
}

void JsonDocument::refuse(std::string pointer, std::string detail) {
  tree_->note({std::move(pointer), std::move(detail)});
}

Result<> JsonDocument::finish() {
  for (std::uint32_t i = 0; i < tree_->nodes.size() && !tree_->is_full(); ++i) {
    const auto& node = tree_->nodes[i];
    if (!node.taken && node.parent != none && tree_->nodes[node.parent].opened) {
      tree_->refuse(i, "There is no such member.");
    }
  }
  if (tree_->faults.empty()) return {};
  return fail(ErrorKind::Invalid, problems::invalid_request, "Correct the members named in errors.",
              std::exchange(tree_->faults, {}));
}

std::optional<std::string> JsonValue::text(TextRule rule) const {
  const auto& node = tree_->nodes[node_];
  if (node.kind != Kind::Text) {
    refuse("Must be a string.");
    return std::nullopt;
  }
  auto parsed = parse_text_value(node.text, rule);
  if (parsed) return std::move(*parsed);
  refuse(std::move(parsed).error());
  return std::nullopt;
}

namespace {

// Values that travel as strings.
template <class T, class Parse>
std::optional<T> read_text(const JsonValue& value, const Node& node, std::string_view otherwise, const Parse& parse) {
  if (node.kind != Kind::Text) {
    value.refuse(std::string(otherwise));
    return std::nullopt;
  }
  Parsed<T> parsed = parse(node.text);
  if (parsed) return std::move(*parsed);
  value.refuse(std::move(parsed).error());
  return std::nullopt;
}

}  // namespace

std::optional<Decimal> JsonValue::decimal(DecimalRule rule) const {
  return read_text<Decimal>(*this, tree_->nodes[node_], "Must be a decimal in a string, such as \"1204.50\".",
                            [&](std::string_view text) { return parse_decimal_value(text, rule); });
}

std::optional<Money> JsonValue::money(DecimalRule rule) const {
  auto members = object();
  if (!members) return std::nullopt;
  const auto faults = tree_->faults.size();
  Money money;
  money.amount = members->required("amount").decimal(rule);
  money.currency = members->required("currency").currency();
  if (tree_->faults.size() != faults) return std::nullopt;
  return money;
}

std::optional<Date> JsonValue::date() const {
  return read_text<Date>(*this, tree_->nodes[node_], "Must be a date in a string.", parse_date_value);
}
std::optional<Timestamp> JsonValue::timestamp() const {
  return read_text<Timestamp>(*this, tree_->nodes[node_], "Must be a time in a string.", parse_timestamp_value);
}
std::optional<Currency> JsonValue::currency() const {
  return read_text<Currency>(*this, tree_->nodes[node_], "Must be a currency code in a string.", parse_currency_value);
}
std::optional<Uuid> JsonValue::uuid() const {
  return read_text<Uuid>(*this, tree_->nodes[node_], "Must be an identifier in a string.", parse_uuid_value);
}
std::optional<std::size_t> JsonValue::word(std::span<const std::string_view> words) const {
  return read_text<std::size_t>(*this, tree_->nodes[node_], "Must be a string.",
                                [&](std::string_view text) { return parse_choice_value(text, words); });
}

std::optional<std::int64_t> JsonValue::integer(IntegerRule rule) const {
  const auto& node = tree_->nodes[node_];
  if (node.kind != Kind::Integer) {
    refuse("Must be a whole number.");
    return std::nullopt;
  }
  auto checked = check_integer(node.integer, rule);
  if (checked) return *checked;
  refuse(std::move(checked).error());
  return std::nullopt;
}

std::optional<bool> JsonValue::flag() const {
  const auto& node = tree_->nodes[node_];
  if (node.kind == Kind::Flag) return node.integer == 1;
  refuse("Must be true or false.");
  return std::nullopt;
}

std::optional<Ratio> JsonValue::ratio() const {
  const auto& node = tree_->nodes[node_];
  if (node.kind == Kind::Integer || node.kind == Kind::Number) return Ratio{node.number};
  refuse("Must be a number.");
  return std::nullopt;
}

std::optional<JsonObject> JsonValue::object() const {
  auto& node = tree_->nodes[node_];
  if (node.kind != Kind::Object) {
    refuse("Must be an object.");
    return std::nullopt;
  }
  node.opened = true;
  return JsonObject(tree_, node_);
}

std::optional<std::vector<JsonValue>> JsonValue::list(ListRule rule) const {
  const auto& node = tree_->nodes[node_];
  if (node.kind != Kind::Array) {
    refuse("Must be an array.");
    return std::nullopt;
  }
  if (node.count < rule.min || node.count > rule.max) {
    refuse("Send between " + std::to_string(rule.min) + " and " + std::to_string(rule.max) + " items.");
    return std::nullopt;
  }
  std::vector<JsonValue> items;
  items.reserve(node.count);
  for (auto child = node.first; child != none; child = tree_->nodes[child].next) {
    JsonValue item(tree_, child);
    if (tree_->nodes[child].kind == Kind::Null) {
      item.refuse("Must not be null.");
    } else {
      items.push_back(item);
    }
  }
  return items;
}

bool JsonValue::is_text() const { return tree_->nodes[node_].kind == Kind::Text; }
bool JsonValue::is_object() const { return tree_->nodes[node_].kind == Kind::Object; }
std::string_view JsonValue::raw_text() const { return tree_->nodes[node_].text; }
std::string JsonValue::pointer() const { return tree_->pointer(node_); }
void JsonValue::refuse(std::string detail) const { tree_->refuse(node_, std::move(detail)); }

std::string JsonValue::to_json() const {
  tree_->take_all(node_);
  JsonWriter out;
  append_json(*tree_, node_, out);
  return out.take();
}

std::optional<JsonValue> JsonObject::take(std::string_view key, bool& present) {
  present = false;
  if (tree_->nodes[node_].kind != Kind::Object) return std::nullopt;
  for (auto child = tree_->nodes[node_].first; child != none; child = tree_->nodes[child].next) {
    auto& node = tree_->nodes[child];
    if (node.key != key) continue;
    present = true;
    node.taken = true;
    if (node.kind == Kind::Null) return std::nullopt;
    return JsonValue(tree_, child);
  }
  return std::nullopt;
}

JsonField<RequiredField> JsonObject::required(std::string_view key) {
  bool present = false;
  auto value = take(key, present);
  if (!value && tree_->nodes[node_].kind == Kind::Object) {
    refuse(key, present ? "Must not be null." : "Is missing.");
  }
  return {present, value};
}

JsonField<OptionalField> JsonObject::optional(std::string_view key) {
  bool present = false;
  auto value = take(key, present);
  return {present, value};
}

JsonField<PatchField> JsonObject::patch(std::string_view key) {
  bool present = false;
  auto value = take(key, present);
  return {present, value};
}

bool JsonObject::has(std::string_view key) const {
  if (tree_->nodes[node_].kind != Kind::Object) return false;
  for (auto child = tree_->nodes[node_].first; child != none; child = tree_->nodes[child].next) {
    if (tree_->nodes[child].key == key) return true;
  }
  return false;
}

std::vector<std::string_view> JsonObject::keys() const {
  std::vector<std::string_view> out;
  if (tree_->nodes[node_].kind != Kind::Object) return out;
  for (auto child = tree_->nodes[node_].first; child != none; child = tree_->nodes[child].next) {
    out.push_back(tree_->nodes[child].key);
  }
  return out;
}

std::string JsonObject::pointer() const { return tree_->pointer(node_); }

void JsonObject::refuse(std::string_view key, std::string detail) {
  auto pointer = tree_->pointer(node_);
  if (!key.empty()) pointer += "/" + escape_pointer(key);
  tree_->note({std::move(pointer), std::move(detail)});
}

}  // namespace coffer::platform
