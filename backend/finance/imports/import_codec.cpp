#include "finance/imports/import_codec.hpp"

#include <array>
#include <charconv>

#include "platform/json/reader.hpp"
#include "platform/json/writer.hpp"

namespace coffer::finance {

using platform::Choice;
using platform::JsonDocument;
using platform::JsonObject;
using platform::JsonWriter;

namespace {

constexpr platform::JsonLimits stored_limits{.bytes = 16U << 20, .depth = 8, .values = 1'000'000};
constexpr platform::ListRule stored_list{.max = 1'000'000};
constexpr platform::TextRule stored_text{.min = 0, .max = 4'000, .shape = platform::TextShape::Paragraphs};

constexpr Choice<PriceAdjustment> adjustments[] = {{"none", PriceAdjustment::None}, {"split", PriceAdjustment::Split}};
constexpr Choice<Missing> missing_words[] = {{"create", Missing::Create}, {"refuse", Missing::Refuse}};
constexpr Choice<HeaderChoice> headers[] = {{"present", HeaderChoice::Present}, {"absent", HeaderChoice::Absent}};
constexpr Choice<DecimalMark> marks[] = {{".", DecimalMark::Point}, {",", DecimalMark::Comma}};
constexpr Choice<CostSign> cost_signs[] = {{"positive", CostSign::Positive}, {"negative", CostSign::Negative}};
constexpr Choice<Shape> shapes[] = {{"long", Shape::Long}, {"wide", Shape::Wide}};
constexpr Choice<Mapping::Dialect> dialects[] = {{"coffer", Mapping::Dialect::Coffer},
                                                 {"foreign", Mapping::Dialect::Foreign}};
constexpr Choice<ColumnUse> uses[] = {
    {"read", ColumnUse::Read}, {"offered", ColumnUse::Offered}, {"unused", ColumnUse::Unused}};
constexpr Choice<UsedProfile::Way> ways[] = {{"recognised", UsedProfile::Way::Recognised},
                                             {"chosen", UsedProfile::Way::Chosen}};
constexpr Choice<RowChoice> choices[] = {{"take", RowChoice::Take}, {"skip", RowChoice::Skip}};

template <class Enum, std::size_t N>
std::string_view word_of(const Choice<Enum> (&words)[N], Enum value) {
  for (const auto& word : words) {
    if (word.value == value) return word.word;
  }
  return {};
}

void append_options(JsonWriter& json, const ImportOptions& options) {
  json.begin_object();
  if (options.delimiter) json.field("delimiter", std::string_view(&*options.delimiter, 1));
  if (options.encoding) json.field("encoding", encoding_name(*options.encoding));
  if (options.decimal_mark) json.field("decimal_separator", word_of(marks, *options.decimal_mark));
  if (options.date_format) json.field("date_format", date_format_name(*options.date_format));
  if (options.header) json.field("header", word_of(headers, *options.header));
  if (!options.currency.is_empty()) json.field("currency", options.currency);
  if (!options.symbol.empty()) json.field("symbol", options.symbol);
  if (options.adjustment) json.field("adjustment", word_of(adjustments, *options.adjustment));
  if (options.missing_accounts) json.field("missing_accounts", word_of(missing_words, *options.missing_accounts));
  if (options.missing_instruments)
    json.field("missing_instruments", word_of(missing_words, *options.missing_instruments));
  json.end_object();
}

// Whatever the text holds: it is ours, and was bounded on its way in.
std::string text_of(JsonObject& object, std::string_view key) {
  const auto field = object.optional(key);
  return field.value() ? std::string(field.value()->raw_text()) : std::string();
}

ImportOptions read_options(JsonObject& object) {
  ImportOptions options;
  if (const std::string delimiter = text_of(object, "delimiter"); !delimiter.empty())
    options.delimiter = delimiter.front();
  options.encoding = parse_encoding(text_of(object, "encoding"));
  options.decimal_mark = object.optional("decimal_separator").choice(marks);
  options.date_format = parse_date_format(text_of(object, "date_format"));
  options.header = object.optional("header").choice(headers);
  if (const auto currency = object.optional("currency").currency()) options.currency = *currency;
  options.symbol = text_of(object, "symbol");
  options.adjustment = object.optional("adjustment").choice(adjustments);
  options.missing_accounts = object.optional("missing_accounts").choice(missing_words);
  options.missing_instruments = object.optional("missing_instruments").choice(missing_words);
  return options;
}

// What we stored ourselves and cannot read is our fault, not the caller's.
Result<> finish(JsonDocument& document) {
  auto read = document.finish();
  if (read) return {};
  Error error = std::move(read).error();
  error.kind = ErrorKind::Bug;
  error.cause = "a stored import: " + error.detail;
  return fail(std::move(error));
}

void append_instruments(JsonWriter& json, const std::vector<InstrumentChoice>& chosen) {
  json.begin_array();
  for (const auto& choice : chosen) {
    json.begin_object().field("symbol", choice.symbol).field("isin", choice.isin).field("name", choice.name);
    if (choice.instrument) json.field("instrument", *choice.instrument);
    json.end_object();
  }
  json.end_array();
}

std::vector<InstrumentChoice> read_instruments(JsonObject& object) {
  std::vector<InstrumentChoice> chosen;
  for (auto& item : object.optional("instruments").objects(stored_list)) {
    chosen.push_back({text_of(item, "symbol"), text_of(item, "isin"), text_of(item, "name"),
                      item.optional("instrument").id<InstrumentId>()});
  }
  return chosen;
}

void append_columns(JsonWriter& json, const Import& import) {
  json.array_field("columns");
  const auto& columns = import.plan.mapping.columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& column = columns[i];
    json.begin_object().field("name", column.header).field("use", word_of(uses, column.use));
    if (column.field) json.field("field", field_name(*column.field));
    if (!column.subject.empty()) json.field("subject", column.subject);
    json.array_field("samples");
    if (i < import.columns.size()) {
      for (const auto& sample : import.columns[i].samples) json.value(sample);
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void read_columns(JsonObject& object, Import& import) {
  for (auto& item : object.required("columns").objects(stored_list)) {
    Column column;
    column.header = text_of(item, "name");
    column.use = item.required("use").choice(uses);
    column.field = parse_field(text_of(item, "field"));
    column.subject = text_of(item, "subject");
    ImportColumn shown;
    shown.name = column.header;
    shown.field = column.field;
    const auto samples = item.required("samples").list({.max = 10});
    for (const auto& sample : samples) shown.samples.emplace_back(sample.raw_text());
    import.plan.mapping.columns.push_back(std::move(column));
    import.columns.push_back(std::move(shown));
  }
}

}  // namespace

std::string encode_choices(const Import& import) {
  JsonWriter json;
  json.begin_object();
  if (import.choices.kind) json.field("kind", import_kind_name(*import.choices.kind));
  if (!import.choices.account_name.empty()) json.field("account_name", import.choices.account_name);
  if (const auto& used = import.choices.profile) {
    json.object_field("profile").field("id", used->id).field("name", used->name).field("way", word_of(ways, used->way));
    json.end_object();
  }
  if (import.suggested_profile) json.field("suggested_profile", *import.suggested_profile);
  json.array_field("mapping");
  for (const auto& choice : import.choices.mapping) {
    json.begin_object().field("column", choice.column);
    if (choice.field) json.field("field", field_name(*choice.field));
    json.end_object();
  }
  json.end_array().key("instruments");
  append_instruments(json, import.choices.instruments);
  json.key("given");
  append_options(json, import.choices.options);
  json.key("read");
  append_options(json, import.reading);
  json.end_object();
  return json.take();
}

Result<> decode_choices(std::string_view text, Import& import) {
  COFFER_TRY(document, JsonDocument::parse(text, stored_limits));
  auto object = document.object();
  import.choices.kind = parse_import_kind(text_of(object, "kind"));
  import.choices.account_name = text_of(object, "account_name");
  if (auto used = object.optional("profile").object()) {
    import.choices.profile = UsedProfile{used->required("id").id<ImportProfileId>(), text_of(*used, "name"),
                                         used->required("way").choice(ways)};
  }
  if (auto name = text_of(object, "suggested_profile"); !name.empty()) import.suggested_profile = std::move(name);
  for (auto& item : object.required("mapping").objects(stored_list)) {
    const auto column = item.required("column").integer({0, 1'000'000});
    import.choices.mapping.push_back({static_cast<std::size_t>(column), parse_field(text_of(item, "field"))});
  }
  import.choices.instruments = read_instruments(object);
  if (auto given = object.required("given").object()) import.choices.options = read_options(*given);
  if (auto read = object.required("read").object()) import.reading = read_options(*read);
  return finish(document);
}

std::string encode_reading(const Import& import) {
  const auto& plan = import.plan;
  JsonWriter json(4096);
  json.begin_object()
      .field("kind", import_kind_name(plan.mapping.kind))
      .field("shape", word_of(shapes, plan.mapping.shape))
      .field("dialect", word_of(dialects, plan.mapping.dialect))
      .field("decimal_separator", word_of(marks, plan.decimal_mark))
      .field("date_format", date_format_name(plan.date_format))
      .field("cost_sign", word_of(cost_signs, plan.cost_sign))
      .field("symbol", plan.symbol);
  if (!plan.currency.is_empty()) json.field("currency", plan.currency);
  if (!plan.base_currency.is_empty()) json.field("base_currency", plan.base_currency);
  append_columns(json, import);
  json.end_object();
  return json.take();
}

Result<> decode_reading(std::string_view text, Import& import) {
  COFFER_TRY(document, JsonDocument::parse(text, stored_limits));
  auto object = document.object();
  auto& plan = import.plan;
  plan.mapping.kind = parse_import_kind(text_of(object, "kind")).value_or(ImportKind::Transactions);
  plan.mapping.shape = object.required("shape").choice(shapes);
  plan.mapping.dialect = object.required("dialect").choice(dialects);
  plan.decimal_mark = object.required("decimal_separator").choice(marks);
  plan.date_format = parse_date_format(text_of(object, "date_format")).value_or(DateFormat::IsoDate);
  plan.cost_sign = object.required("cost_sign").choice(cost_signs);
  plan.symbol = text_of(object, "symbol");
  if (const auto currency = object.optional("currency").currency()) plan.currency = *currency;
  if (const auto currency = object.optional("base_currency").currency()) plan.base_currency = *currency;
  read_columns(object, import);
  return finish(document);
}

std::string encode_counts(const Import& import) {
  JsonWriter json;
  json.begin_object().object_field("rows");
  for (std::size_t i = 0; i < row_state_count; ++i)
    json.field(row_state_name(static_cast<RowState>(i)), import.counts.by_state[i]);
  json.end_object().array_field("new_accounts");
  for (const auto& name : import.new_accounts) json.value(name);
  json.end_array().array_field("new_instruments");
  for (const auto& symbol : import.new_instruments) json.value(symbol);
  json.end_array()
      .field("instruments", import.instruments)
      .field("unsure_instruments", import.unsure_instruments)
      .end_object();
  return json.take();
}

Result<> decode_counts(std::string_view text, Import& import) {
  COFFER_TRY(document, JsonDocument::parse(text, stored_limits));
  auto object = document.object();
  if (auto rows = object.required("rows").object()) {
    for (std::size_t i = 0; i < row_state_count; ++i) {
      import.counts.by_state[i] = rows->required(row_state_name(static_cast<RowState>(i))).integer();
    }
  }
  for (const auto& name : object.required("new_accounts").list(stored_list))
    import.new_accounts.emplace_back(name.raw_text());
  for (const auto& symbol : object.required("new_instruments").list(stored_list))
    import.new_instruments.emplace_back(symbol.raw_text());
  import.instruments = object.optional("instruments").integer().value_or(0);
  import.unsure_instruments = object.optional("unsure_instruments").integer().value_or(0);
  return finish(document);
}

std::string encode_profile_reading(const ProfileReading& reading) {
  JsonWriter json;
  json.begin_object().field("kind", import_kind_name(reading.kind));
  if (reading.account) json.field("account", *reading.account);
  json.key("options");
  append_options(json, reading.options);
  json.array_field("columns");
  for (const auto& column : reading.columns) {
    json.begin_object().field("name", column.name);
    if (column.field) json.field("field", field_name(*column.field));
    json.end_object();
  }
  json.end_array().key("instruments");
  append_instruments(json, reading.instruments);
  json.end_object();
  return json.take();
}

Result<ProfileReading> decode_profile_reading(std::string_view text) {
  COFFER_TRY(document, JsonDocument::parse(text, stored_limits));
  auto object = document.object();
  ProfileReading reading;
  reading.kind = parse_import_kind(text_of(object, "kind")).value_or(ImportKind::Transactions);
  reading.account = object.optional("account").id<AccountId>();
  if (auto options = object.required("options").object()) reading.options = read_options(*options);
  for (auto& column : object.required("columns").objects(stored_list))
    reading.columns.push_back({text_of(column, "name"), parse_field(text_of(column, "field"))});
  reading.instruments = read_instruments(object);
  COFFER_CHECK(finish(document));
  return reading;
}

std::string encode_errors(const std::vector<RowError>& errors) {
  if (errors.empty()) return {};
  JsonWriter json(256);
  json.begin_array();
  for (const auto& error : errors) {
    json.begin_object();
    if (error.column) json.field("column", *error.column);
    if (error.field) json.field("field", field_name(*error.field));
    json.field("detail", error.detail).end_object();
  }
  json.end_array();
  return json.take();
}

Result<> decode_errors(std::string_view text, ImportRow& row) {
  COFFER_TRY(document, JsonDocument::parse(text, stored_limits));
  const auto items = document.value().list(stored_list);
  for (const auto& item : items.value_or(std::vector<platform::JsonValue>{})) {
    auto object = item.object();
    if (!object) continue;
    RowError error;
    if (const auto column = object->optional("column").integer()) error.column = static_cast<std::size_t>(*column);
    error.field = parse_field(text_of(*object, "field"));
    error.detail = text_of(*object, "detail");
    row.errors.push_back(std::move(error));
  }
  return finish(document);
}

std::string encode_decision(const ImportRow& row) {
  // A first revision goes without saying.
  const bool revised = row.revision.value_or(1) > 1;
  if (row.choice == RowChoice::None && row.changes.empty() && !revised && !row.unreadable) return {};
  JsonWriter json(128);
  json.begin_object();
  if (row.choice != RowChoice::None) json.field("choice", word_of(choices, row.choice));
  if (revised) json.field("revision", *row.revision);
  if (row.unreadable) json.field("unreadable", true);
  if (!row.changes.empty()) {
    json.array_field("changes");
    for (const auto& change : row.changes) {
      json.begin_object()
          .field("field", change.field)
          .field_if("before", change.before)
          .field_if("after", change.after)
          .end_object();
    }
    json.end_array();
  }
  json.end_object();
  return json.take();
}

Result<> decode_decision(std::string_view text, ImportRow& row) {
  COFFER_TRY(document, JsonDocument::parse(text, stored_limits));
  auto object = document.object();
  row.choice = object.optional("choice").choice(choices).value_or(RowChoice::None);
  row.revision = object.optional("revision").integer();
  row.unreadable = object.optional("unreadable").flag().value_or(false);
  for (auto& item : object.optional("changes").objects(stored_list)) {
    FieldChange change;
    change.field = text_of(item, "field");
    change.before = item.optional("before").text(stored_text);
    change.after = item.optional("after").text(stored_text);
    row.changes.push_back(std::move(change));
  }
  return finish(document);
}

std::string encode_values(const std::vector<FieldText>& values) {
  std::string out = "{";
  const auto add = [&out](std::string_view text) {
    if (out.size() > 1) out.push_back(',');
    out.push_back('"');
    for (const char c : text) {
      if (c == '"' || c == '\\') out.push_back('\\');
      out.push_back(c);
    }
    out.push_back('"');
  };
  for (const auto& value : values) {
    add(field_name(value.field));
    add(value.column ? std::to_string(*value.column) : std::string());
    add(value.text);
  }
  out.push_back('}');
  return out;
}

std::vector<FieldText> decode_values(std::vector<std::string> parts) {
  std::vector<FieldText> values;
  values.reserve(parts.size() / 3);
  for (std::size_t i = 0; i + 2 < parts.size(); i += 3) {
    const auto field = parse_field(parts[i]);
    if (!field) continue;
    std::size_t column = 0;
    const auto& digits = parts[i + 1];
    const bool placed =
        !digits.empty() && std::from_chars(digits.data(), digits.data() + digits.size(), column).ec == std::errc{};
    values.push_back({*field, placed ? std::optional(column) : std::nullopt, std::move(parts[i + 2])});
  }
  return values;
}

}  // namespace coffer::finance
