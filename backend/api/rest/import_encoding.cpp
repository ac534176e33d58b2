#include "api/rest/import_encoding.hpp"

#include <algorithm>

#include "api/rest/import_parts.hpp"

namespace coffer::api::rest {

using finance::Field;
using finance::RowState;
using platform::Choice;
using platform::JsonObject;
using platform::JsonWriter;

namespace {

constexpr std::size_t shown_names = 200;
constexpr std::size_t longest_header = 200;
constexpr std::size_t longest_detail = 500;
constexpr std::size_t longest_value = 200;
constexpr std::size_t longest_note = 2000;
constexpr std::size_t shown_errors = 100;
constexpr std::size_t shown_changes = 30;

constexpr Choice<finance::DecimalMark> marks[] = {{".", finance::DecimalMark::Point},
                                                  {",", finance::DecimalMark::Comma}};
constexpr Choice<finance::HeaderChoice> headers[] = {{"present", finance::HeaderChoice::Present},
                                                     {"absent", finance::HeaderChoice::Absent}};
constexpr Choice<finance::PriceAdjustment> adjustments[] = {{"none", finance::PriceAdjustment::None},
                                                            {"split", finance::PriceAdjustment::Split}};
constexpr Choice<finance::Missing> missing[] = {{"create", finance::Missing::Create},
                                                {"refuse", finance::Missing::Refuse}};

template <class Enum, std::size_t N>
std::string_view word_of(const Choice<Enum> (&choices)[N], Enum value) {
  for (const auto& choice : choices) {
    if (choice.value == value) return choice.word;
  }
  return {};
}

// At most `length` characters, cut at a code point.
std::string_view shorten(std::string_view text, std::size_t length) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    if (characters++ == length) return text.substr(0, i);
  }
  return text;
}

void append_options(JsonWriter& json, const finance::ImportOptions& options) {
  json.object_field("options");
  if (options.delimiter) json.field("delimiter", std::string_view(&*options.delimiter, 1));
  if (options.encoding) json.field("encoding", finance::encoding_name(*options.encoding));
  if (options.decimal_mark) json.field("decimal_separator", word_of(marks, *options.decimal_mark));
  if (options.date_format) json.field("date_format", finance::date_format_name(*options.date_format));
  if (options.header) json.field("header", word_of(headers, *options.header));
  if (!options.currency.is_empty()) json.field("currency", options.currency);
  if (!options.symbol.empty()) json.field("symbol", options.symbol);
  if (options.adjustment) json.field("adjustment", word_of(adjustments, *options.adjustment));
  if (options.missing_accounts) json.field("missing_accounts", word_of(missing, *options.missing_accounts));
  if (options.missing_instruments) json.field("missing_instruments", word_of(missing, *options.missing_instruments));
  json.end_object();
}

void append_columns(JsonWriter& json, const std::vector<finance::ImportColumn>& columns) {
  json.array_field("columns");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& column = columns[i];
    json.begin_object().field("column", i).field("name", shorten(column.name, longest_header)).key("field");
    column.field ? json.value(finance::field_name(*column.field)) : json.null();
    json.array_field("samples");
    for (const auto& sample : column.samples) json.value(shorten(sample, longest_header));
    json.end_array().end_object();
  }
  json.end_array();
}

void append_counts(JsonWriter& json, const finance::ImportCounts& counts) {
  json.object_field("counts").field("total", counts.total());
  for (std::size_t i = 0; i < finance::row_state_count; ++i) {
    json.field(finance::row_state_name(static_cast<RowState>(i)), counts.by_state[i]);
  }
  json.end_object();
}

void append_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names, std::size_t most) {
  json.array_field(key);
  for (const auto& name : names) {
    if (most-- == 0) break;
    json.value(name);
  }
  json.end_array();
}

}  // namespace

void append_import(JsonWriter& json, const finance::Import& import) {
  json.begin_object()
      .field("id", import.id)
      .field("state", finance::import_state_name(import.state))
      .field("kind", finance::import_kind_name(import.plan.mapping.kind))
      .key("profile");
  if (const auto& used = import.choices.profile) {
    json.begin_object()
        .field("id", used->id)
        .field("name", used->name)
        .field("recognised", used->way == finance::UsedProfile::Way::Recognised)
        .end_object();
  } else {
    json.null();
  }
  json.field("suggested_profile", import.suggested_profile)
      .field("account", import.choices.account)
      .field("file_name", import.file_name)
      .field("file_size", import.file_size);
  append_options(json, import.reading);
  append_columns(json, import.columns);
  append_counts(json, import.counts);
  append_names(json, "new_accounts", import.new_accounts, shown_names);
  append_names(json, "new_instruments", import.new_instruments, 10'000);
  json.object_field("instruments")
      .field("total", import.instruments)
      .field("unsure", import.unsure_instruments)
      .end_object();
  json.field("job", import.job);
  if (import.problem) {
    json.key("problem");
    append_failure(json, {import.problem->problem, import.problem->detail, import.problem->trace_id});
  } else {
    json.null_field("problem");
  }
  json.field("created_at", import.created_at)
      .field("updated_at", import.updated_at)
      .field("committed_at", import.committed_at)
      .field("version", import.version)
      .end_object();
}

void append_import_profile(JsonWriter& json, const finance::ImportProfile& profile) {
  json.begin_object()
      .field("id", profile.id)
      .field("name", profile.name)
      .field("kind", finance::import_kind_name(profile.reading.kind))
      .field("account", profile.reading.account);
  append_options(json, profile.reading.options);
  json.array_field("columns");
  for (const auto& column : profile.reading.columns) {
    json.begin_object().field("name", shorten(column.name, longest_header)).key("field");
    column.field ? json.value(finance::field_name(*column.field)) : json.null();
    json.end_object();
  }
  json.end_array()
      .field("uses", profile.uses)
      .field("last_used_at", profile.last_used_at)
      .field("created_at", profile.created_at)
      .field("updated_at", profile.updated_at)
      .field("version", profile.version)
      .end_object();
}

void append_import_row(JsonWriter& json, const finance::ImportRow& row) {
  json.begin_object()
      .field("row", row.number)
      .field("line", row.line)
      .field("status", finance::row_state_name(row.state))
      .object_field("values");
  for (const auto& value : row.values) {
    json.field(finance::field_name(value.field),
               shorten(value.text, value.field == Field::Note ? longest_note : longest_value));
  }
  json.end_object().field("mended", row.mended).array_field("errors");
  for (std::size_t i = 0; i < std::min(row.errors.size(), shown_errors); ++i) {
    const auto& error = row.errors[i];
    json.begin_object().field("column", error.column).key("field");
    error.field ? json.value(finance::field_name(*error.field)) : json.null();
    json.field("detail", shorten(error.detail, longest_detail)).end_object();
  }
  json.end_array().array_field("changes");
  for (std::size_t i = 0; i < std::min(row.changes.size(), shown_changes); ++i) {
    const auto& change = row.changes[i];
    json.begin_object()
        .field("field", change.field)
        .field("before", change.before)
        .field("after", change.after)
        .end_object();
  }
  json.end_array().field("transaction", row.transaction).end_object();
}

std::vector<finance::ColumnChoice> decode_mapping(JsonObject& object) {
  std::vector<finance::ColumnChoice> mapping;
  for (auto& item : object.required("mapping").objects({.max = 200})) {
    const auto column = item.required("column").integer({0, 999});
    const auto word = item.patch("field").text({.max = 40});
    if (word.is_absent()) item.refuse("field", "Write a field, or null for a column that is not read.");
    std::optional<Field> field;
    if (word.value) {
      field = finance::parse_field(*word.value);
      if (!field) item.refuse("field", "There is no such field.");
    }
    mapping.push_back({static_cast<std::size_t>(column), field});
  }
  return mapping;
}

finance::ImportOptions decode_options(JsonObject& object) {
  finance::ImportOptions options;
  if (const auto delimiter = object.optional("delimiter").text({.max = 1, .shape = platform::TextShape::Paragraphs})) {
    if (!std::string_view(",;\t|").contains(delimiter->front()))
      object.refuse("delimiter", "Write a comma, a semicolon, a tab or a bar.");
    options.delimiter = delimiter->front();
  }
  if (const auto name = object.optional("encoding").text({.max = 20})) {
    options.encoding = finance::parse_encoding(*name);
    if (!options.encoding)
      object.refuse("encoding", "Write one of: utf-8, utf-16le, utf-16be, windows-1252, iso-8859-15.");
  }
  options.decimal_mark = object.optional("decimal_separator").choice(marks);
  if (const auto name = object.optional("date_format").text({.max = 20})) {
    options.date_format = finance::parse_date_format(*name);
    if (!options.date_format)
      object.refuse("date_format",
                    "Write one of: yyyy-mm-dd, dd.mm.yyyy, dd/mm/yyyy, mm/dd/yyyy, mmm d yyyy, yyyymmdd, yyyy/mm/dd.");
  }
  options.header = object.optional("header").choice(headers);
  if (const auto currency = object.optional("currency").currency()) options.currency = *currency;
  options.symbol = object.optional("symbol").text({.max = 40}).value_or("");
  options.adjustment = object.optional("adjustment").choice(adjustments);
  options.missing_accounts = object.optional("missing_accounts").choice(missing);
  options.missing_instruments = object.optional("missing_instruments").choice(missing);
  return options;
}

std::vector<finance::FieldText> decode_values(JsonObject& object) {
  std::vector<finance::FieldText> values;
  for (const auto key : object.keys()) {
    const auto field = finance::parse_field(key);
    if (!field) continue;  // noted as unknown
    const std::size_t longest = *field == Field::Note ? longest_note : longest_value;
    auto text = object.required(key).text({.min = 0, .max = longest, .shape = platform::TextShape::Paragraphs});
    values.push_back({*field, std::nullopt, std::move(text)});
  }
  return values;
}

}  // namespace coffer::api::rest
