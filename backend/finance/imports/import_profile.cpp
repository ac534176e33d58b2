#include "finance/imports/import_profile.hpp"

#include <algorithm>
#include <iterator>

#include "finance/imports/cell_text.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::finance {
namespace {

constexpr std::size_t looked_at = 20;  // records that tell the kinds of values of columns without names

// The table in the bytes, cut as it is detected.
struct Table {
  std::string storage;
  std::string_view text;
  char delimiter = ',';
  Header header;
};

bool open_table(std::span<const std::byte> bytes, const ReadingOptions& options, Table& table) {
  const auto text = decode_text(bytes, options.encoding.value_or(detect_encoding(bytes)), table.storage);
  if (!text) return false;
  table.text = *text;
  const auto separator = take_separator_line(table.text);
  const std::size_t start = table.text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos || table.text[start] == '{') return false;
  table.delimiter = options.delimiter ? *options.delimiter
                    : separator       ? *separator
                                      : detect_delimiter(table.text).value;
  auto header = detect_header(table.text, table.delimiter, options.header);
  if (!header) return false;
  table.header = std::move(*header);
  return true;
}

// 'n' for figures and dates, 't' for other text, '-' where nothing stands.
char kind_of(std::string_view cell) {
  cell = trim_cell(cell);
  if (cell.empty()) return '-';
  const bool figures = std::ranges::all_of(
      cell, [](char c) { return (c >= '0' && c <= '9') || std::string_view("+-., :/'%").contains(c); });
  return figures ? 'n' : 't';
}

std::string describe_values(const Table& table) {
  std::string kinds(table.header.names.size(), '-');
  CsvReader reader(table.text, table.delimiter);
  for (std::size_t record = 0; record < table.header.skipped_records + looked_at; ++record) {
    const auto more = reader.next();
    if (!more || !*more) break;
    if (record < table.header.skipped_records) continue;
    const auto cells = reader.fields();
    for (std::size_t i = 0; i < std::min(cells.size(), kinds.size()); ++i) {
      const char kind = kind_of(cells[i]);
      if (kind == 't' || (kind == 'n' && kinds[i] == '-')) kinds[i] = kind;
    }
  }
  return kinds;
}

}  // namespace

std::optional<std::string> find_signature(std::span<const std::byte> bytes) {
  Table table;
  if (!open_table(bytes, {}, table)) return std::nullopt;
  std::string shape{table.delimiter};
  if (table.header.choice.value == HeaderChoice::Present) {
    for (const auto& name : table.header.names) shape.append("\x1f").append(fold_words(name));
  } else {
    shape.append("\x1e").append(describe_values(table));
  }
  return platform::to_hex(platform::sha256(shape));
}

FileCustoms find_customs(std::span<const std::byte> bytes, const ReadingOptions& options) {
  Table table;
  if (!open_table(bytes, options, table)) return {};
  const Mapping mapping = propose_mapping(table.header.names, options.kind, options.columns);
  const auto found = detect_conventions(table.text, table.delimiter, table.header, mapping, {});
  FileCustoms customs;
  if (!found.decimal_mark.is_ambiguous()) customs.decimal_mark = found.decimal_mark.value;
  if (!found.date_format.is_ambiguous()) customs.date_format = found.date_format.value;
  return customs;
}

bool agree(const FileCustoms& a, const FileCustoms& b) {
  const bool marks = !a.decimal_mark || !b.decimal_mark || *a.decimal_mark == *b.decimal_mark;
  const bool dates = !a.date_format || !b.date_format || *a.date_format == *b.date_format;
  return marks && dates;
}

ProfileReading reading_of(const Import& import) {
  ProfileReading reading;
  reading.kind = import.plan.mapping.kind;
  reading.account = import.choices.account;
  reading.options = import.choices.options;
  reading.options.symbol.clear();
  reading.options.delimiter = import.reading.delimiter;
  reading.options.header = import.reading.header;
  reading.options.decimal_mark = import.reading.decimal_mark;
  reading.options.date_format = import.reading.date_format;
  for (const auto& column : import.columns) reading.columns.push_back({column.name, column.field});
  // A new one exists by the next file, and is found by its names.
  std::ranges::copy_if(import.choices.instruments, std::back_inserter(reading.instruments),
                       [](const InstrumentChoice& choice) { return choice.instrument.has_value(); });
  return reading;
}

void apply_profile(const ProfileReading& reading, ImportChoices& choices) {
  choices.kind = reading.kind;
  if (!choices.account && choices.account_name.empty()) choices.account = reading.account;
  choices.options = reading.options;
  choices.instruments = reading.instruments;
  choices.mapping.clear();
  for (std::size_t i = 0; i < reading.columns.size(); ++i) choices.mapping.push_back({i, reading.columns[i].field});
}

std::string suggest_profile_name(std::string_view file_name) {
  if (const auto slash = file_name.find_last_of("/\\"); slash != std::string_view::npos)
    file_name.remove_prefix(slash + 1);
  if (const auto dot = file_name.rfind('.'); dot != std::string_view::npos) file_name = file_name.substr(0, dot);
  // Days, numbers and copies at the end tell one file of a source from the next.
  const auto end = file_name.find_last_not_of("0123456789 _-.()");
  std::string_view name = end == std::string_view::npos ? std::string_view() : file_name.substr(0, end + 1);
  constexpr std::size_t room_for_a_number = 4;
  std::size_t length = 0;
  for (std::size_t i = 0, characters = 0; i <= name.size() && characters <= longest_profile_name - room_for_a_number;
       ++i) {
    if (i == name.size() || (static_cast<unsigned char>(name[i]) & 0xC0) != 0x80) {
      length = i;
      ++characters;
    }
  }
  name = trim_cell(name.substr(0, length));
  return name.empty() || name == "none" ? std::string("My file") : std::string(name);
}

}  // namespace coffer::finance
