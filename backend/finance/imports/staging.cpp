#include "finance/imports/staging.hpp"

#include <algorithm>

#include "finance/imports/export_json.hpp"
#include "finance/imports/file_problems.hpp"

namespace coffer::finance {
namespace {

constexpr std::size_t samples_per_column = 3;
constexpr std::size_t longest_sample = 200;
constexpr std::size_t most_unknown_types = 200;

std::unexpected<Error> refuse(ErrorKind kind, std::string_view problem, std::string detail) {
  std::vector<FieldError> fields{{"/file", detail}};
  return fail(kind, problem, std::move(detail), std::move(fields));
}

std::string shorten(std::string_view text) {
  if (text.size() <= longest_sample) return std::string(text);
  std::size_t end = longest_sample;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

void take_samples(StagedFile& file, std::span<const std::string_view> cells) {
  for (std::size_t i = 0; i < std::min(cells.size(), file.samples.size()); ++i) {
    const std::string_view cell = trim_cell(cells[i]);
    if (file.samples[i].size() < samples_per_column && !cell.empty()) file.samples[i].push_back(shorten(cell));
  }
}

void note_unknown_types(StagedFile& file) {
  for (const StagedRow& row : file.rows) {
    for (const RowError& error : row.errors) {
      if (error.field != Field::Type || !error.column) continue;
      const auto value = std::ranges::find(row.values, Field::Type, &FieldText::field);
      if (value == row.values.end()) continue;
      std::string word = shorten(value->text);
      if (file.unknown_types.size() < most_unknown_types || file.unknown_types.contains(word))
        ++file.unknown_types[std::move(word)];
    }
  }
}

ReadingPlan make_plan(Mapping mapping, const Conventions& conventions, const ReadingOptions& options) {
  ReadingPlan plan;
  plan.decimal_mark = conventions.decimal_mark.value;
  plan.date_format = conventions.date_format.value;
  plan.cost_sign = conventions.cost_sign;
  for (const auto& [word, type] : options.type_words) plan.type_words.insert_or_assign(fold_words(word), type);
  plan.symbol = options.symbol;
  const bool one_series = mapping.kind == ImportKind::Prices && mapping.shape == Shape::Long &&
                          !mapping.find_column(Field::Symbol) && !mapping.find_column(Field::Isin);
  if (plan.symbol.empty() && one_series) plan.symbol = suggest_symbol(options.file_name);
  plan.currency = options.currency;
  plan.base_currency = options.base_currency;
  plan.mapping = std::move(mapping);
  return plan;
}

Result<void> read_rows(std::string_view text, const Header& header, const StagingLimits& limits, StagedFile& file) {
  const RowDecoder decoder(file.plan);
  CsvReader reader(text, file.delimiter.value, limits.csv);
  file.rows.reserve(std::min(limits.rows, static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1));
  for (std::size_t record = 0;; ++record) {
    COFFER_TRY(more, reader.next());
    if (!more) break;
    if (record < header.skipped_records) continue;
    take_samples(file, reader.fields());
    decoder.decode_record(reader.fields(), reader.line(), file.rows);
    if (file.rows.size() > limits.rows) {
      return refuse(ErrorKind::TooLarge, problems::file_too_large,
                    "The file says more than " + std::to_string(limits.rows) + " things. Split it.");
    }
  }
  return {};
}

Result<StagedFile> stage_csv(std::string_view text, const ReadingOptions& options, const StagingLimits& limits) {
  StagedFile file;
  const auto separator = take_separator_line(text);
  if (options.delimiter)
    file.delimiter = {*options.delimiter, Certainty::Given};
  else if (separator)
    file.delimiter = {*separator, Certainty::Given};
  else
    file.delimiter = detect_delimiter(text);
  COFFER_TRY(header, detect_header(text, file.delimiter.value, options.header));
  file.header = header.choice;
  Mapping mapping = propose_mapping(header.names, options.kind, options.columns);
  const Conventions conventions =
      detect_conventions(text, file.delimiter.value, header, mapping, {options.decimal_mark, options.date_format});
  file.decimal_mark = conventions.decimal_mark;
  file.date_format = conventions.date_format;
  file.plan = make_plan(std::move(mapping), conventions, options);
  file.samples.resize(header.names.size());
  COFFER_CHECK(read_rows(text, header, limits, file));
  note_unknown_types(file);
  return file;
}

Result<StagedFile> stage_json(std::string_view text, const ReadingOptions& options, const StagingLimits& limits) {
  COFFER_TRY(records, read_transactions_json(text, {.rows = limits.rows}));
  StagedFile file;
  file.delimiter = {',', Certainty::Given};
  file.plan = make_plan(own_transactions_mapping(), Conventions{}, options);
  const RowDecoder decoder(file.plan);
  file.rows.reserve(records.size());
  for (JsonRecord& record : records) {
    file.rows.push_back(decoder.decode_values(file.rows.size() + 1, record.line, std::move(record.values)));
  }
  note_unknown_types(file);
  return file;
}

}  // namespace

std::optional<char> take_separator_line(std::string_view& text) {
  if (text.size() < 6 || !text.starts_with("sep=") || (text[5] != '\r' && text[5] != '\n')) return std::nullopt;
  const char delimiter = text[4];
  if (!std::string_view(",;\t|").contains(delimiter)) return std::nullopt;
  // The line end stays, so that the lines keep their numbers.
  text.remove_prefix(5);
  return delimiter;
}

std::size_t StagedFile::count(RowStatus status) const {
  return static_cast<std::size_t>(std::ranges::count(rows, status, &StagedRow::status));
}

Result<StagedFile> stage_file(std::span<const std::byte> bytes, const ReadingOptions& options,
                              const StagingLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    return refuse(ErrorKind::TooLarge, problems::file_too_large,
                  "The file is larger than " + std::to_string(limits.file_bytes >> 20) + " MiB. Split it.");
  }
  for (const auto& [word, type] : options.type_words) {
    if (std::ranges::find(transaction_type_names(), std::string_view(type)) == transaction_type_names().end()) {
      return fail(ErrorKind::Invalid, problems::unknown_file_layout,
                  "\"" + shorten(type) + "\" is no type of transaction.");
    }
  }
  const Guess<Encoding> encoding = options.encoding ? Guess<Encoding>{*options.encoding, Certainty::Given}
                                                    : Guess<Encoding>{detect_encoding(bytes), Certainty::Detected};
  std::string storage;
  COFFER_TRY(text, decode_text(bytes, encoding.value, storage));
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  const bool is_json = start != std::string_view::npos && text[start] == '{';
  auto file = is_json ? stage_json(text, options, limits) : stage_csv(text, options, limits);
  if (file) file->encoding = encoding;
  return file;
}

}  // namespace coffer::finance
