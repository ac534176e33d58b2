// A whole file: detected, mapped, and every row read.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "finance/imports/csv_reader.hpp"
#include "finance/imports/detection.hpp"
#include "finance/imports/row_decoder.hpp"
#include "finance/imports/text_encoding.hpp"

namespace coffer::finance {

// What the person says about the file; the rest is detected.
struct ReadingOptions {
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;
  std::optional<HeaderChoice> header;
  std::optional<DecimalMark> decimal_mark;
  std::optional<DateFormat> date_format;
  std::optional<ImportKind> kind;
  std::vector<ColumnChoice> columns;              // empty: proposed
  std::map<std::string, std::string> type_words;  // word of the file -> name of a type
  std::string symbol;
  Currency currency;
  Currency base_currency;
  std::string file_name;  // suggests the symbol of a price file
};

struct StagingLimits {
  std::size_t file_bytes = 64U << 20;
  std::size_t rows = 1'000'000;
  CsvLimits csv;
};

struct StagedFile {
  Guess<Encoding> encoding;
  Guess<char> delimiter;
  Guess<HeaderChoice> header;
  Guess<DecimalMark> decimal_mark;
  Guess<DateFormat> date_format;
  ReadingPlan plan;
  std::vector<std::vector<std::string>> samples;  // up to three per column
  std::vector<StagedRow> rows;
  std::map<std::string, std::size_t> unknown_types;  // words that no type is known for, and how often

  [[nodiscard]] std::size_t count(RowStatus status) const;
  // Fields without which nothing can be imported.
  [[nodiscard]] std::vector<Field> missing_fields() const { return plan.mapping.missing_fields(); }
};

// "sep=;" on the first line, as spreadsheets write it: taken from the text, whose lines keep their numbers.
[[nodiscard]] std::optional<char> take_separator_line(std::string_view& text);

// CSV in any of its forms, or the JSON of Coffer's own export. Refuses what is no text, what is too
// large and what breaks the form of the file, with line and column; a row that cannot be understood is
// staged as an error.
[[nodiscard]] Result<StagedFile> stage_file(std::span<const std::byte> bytes, const ReadingOptions& options,
                                            const StagingLimits& limits = {});

}  // namespace coffer::finance
