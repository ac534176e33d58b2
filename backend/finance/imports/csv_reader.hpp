// A streaming reader of RFC 4180 records over text in memory.
//
// It holds one record at a time and allocates at most `record_bytes` beside it, whatever the file.
// LF, CRLF and CR end a record; a quoted field may hold delimiters, line ends and doubled quotes. A
// quote inside an unquoted field is a character like any other. Blank lines are passed over.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace coffer::finance {

struct CsvLimits {
  std::size_t field_bytes = 32U << 10;
  std::size_t record_bytes = 256U << 10;
  std::size_t columns = 1000;
  std::size_t records = 1'000'000;
};

class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter, CsvLimits limits = {});

  // Goes to the next record; false at the end. A refusal names line and column and is final.
  [[nodiscard]] Result<bool> next();

  // Of the current record. The views hold until the next call of next().
  [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }
  // The line on which the record begins, from 1.
  [[nodiscard]] std::size_t line() const { return record_line_; }
  // Bytes read so far.
  [[nodiscard]] std::size_t position() const { return position_; }

 private:
  struct Place {
    std::size_t raw_begin;  // in text_
    std::size_t begin;
    std::size_t size;
    bool unescaped;  // in scratch_, else in text_
  };

  Result<void> read_quoted();
  Result<void> read_plain();
  Result<void> check_bytes(std::string_view record) const;
  [[nodiscard]] std::unexpected<Error> refuse(ErrorKind kind, std::string detail) const;
  void skip_line_end();

  std::string_view text_;
  char delimiter_;
  CsvLimits limits_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::size_t record_line_ = 1;
  std::size_t record_begin_ = 0;
  std::size_t records_ = 0;
  std::vector<Place> places_;
  std::vector<std::string_view> fields_;
  std::string scratch_;
};

// The position of the first byte that is not well-formed UTF-8 (no surrogates, no overlong forms);
// npos when all is.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

}  // namespace coffer::finance
