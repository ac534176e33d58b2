#include "finance/imports/csv_reader.hpp"

#include <algorithm>
#include <cstring>

#include "finance/imports/file_problems.hpp"

namespace coffer::finance {
namespace {

std::string in_kib(std::size_t bytes) { return std::to_string(bytes >> 10) + " KiB"; }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The length of the well-formed sequence at the front, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return 1;
  std::size_t length = 0;
  if (first >= 0xC2 && first <= 0xDF)
    length = 2;
  else if (first >= 0xE0 && first <= 0xEF)
    length = 3;
  else if (first >= 0xF0 && first <= 0xF4)
    length = 4;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
      (first == 0xF4 && second > 0x8F)) {
    return 0;
  }
  return length;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    std::uint64_t block = 0;
    while (i + sizeof(block) <= text.size()) {
      std::memcpy(&block, text.data() + i, sizeof(block));
      if ((block & 0x8080808080808080ULL) != 0) break;
      i += sizeof(block);
    }
    if (i == text.size()) break;
    const std::size_t length = sequence_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

CsvReader::CsvReader(std::string_view text, char delimiter, CsvLimits limits)
    : text_(text), delimiter_(delimiter), limits_(limits) {}

std::unexpected<Error> CsvReader::refuse(ErrorKind kind, std::string detail) const {
  std::string place =
      "Line " + std::to_string(line_) + ", column " + std::to_string(places_.size() + 1) + ": " + std::move(detail);
  const auto problem = kind == ErrorKind::TooLarge ? problems::file_too_large : problems::unreadable_file;
  return fail(kind, problem, place, {FieldError{"/file", place}});
}

void CsvReader::skip_line_end() {
  if (position_ < text_.size() && text_[position_] == '\r')
    ++position_;
  else if (position_ < text_.size() && text_[position_] == '\n') {
    ++position_;
    ++line_;
    return;
  } else {
    return;
  }
  if (position_ < text_.size() && text_[position_] == '\n') ++position_;
  ++line_;
}

Result<void> CsvReader::read_plain() {
  const std::size_t begin = position_;
  const std::size_t end = std::min(text_.size(), begin + limits_.field_bytes + 1);
  while (position_ < end) {
    const char c = text_[position_];
    if (c == delimiter_ || c == '\n' || c == '\r') break;
    ++position_;
  }
  if (position_ - begin > limits_.field_bytes) {
    return refuse(ErrorKind::TooLarge,
                  "the cell is longer than " + in_kib(limits_.field_bytes) +
                      ". Is this a text file with one row per line, and the delimiter the right one?");
  }
  places_.push_back({begin, begin, position_ - begin, false});
  return {};
}

Result<void> CsvReader::read_quoted() {
  ++position_;
  const std::size_t begin = position_;
  const std::size_t scratch_begin = scratch_.size();
  const std::size_t end = std::min(text_.size(), begin + limits_.field_bytes + 1);
  std::size_t copied = begin;
  for (;;) {
    const auto* quote = static_cast<const char*>(std::memchr(text_.data() + position_, '"', end - position_));
    if (quote == nullptr) {
      if (end < text_.size()) {
        return refuse(ErrorKind::TooLarge, "the quoted cell is longer than " + in_kib(limits_.field_bytes) +
                                               ". Is a closing quote missing?");
      }
      return refuse(ErrorKind::Invalid, "a quote opens this cell and none closes it. Add the closing quote.");
    }
    position_ = static_cast<std::size_t>(quote - text_.data()) + 1;
    if (position_ >= end || text_[position_] != '"') break;
    scratch_.append(text_.substr(copied, position_ - copied));
    ++position_;
    copied = position_;
  }
  const std::size_t close = position_ - 1;
  if (position_ < text_.size() && text_[position_] != delimiter_ && text_[position_] != '\n' &&
      text_[position_] != '\r') {
    return refuse(ErrorKind::Invalid, "text follows the closing quote. Double the quotes inside a quoted cell.");
  }
  if (copied == begin) {
    places_.push_back({begin, begin, close - begin, false});
  } else {
    scratch_.append(text_.substr(copied, close - copied));
    places_.push_back({begin, scratch_begin, scratch_.size() - scratch_begin, true});
  }
  const std::string_view raw = text_.substr(begin, close - begin);
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\n' || (raw[i] == '\r' && (i + 1 == raw.size() || raw[i + 1] != '\n'))) ++line_;
  }
  return {};
}

Result<void> CsvReader::check_bytes(std::string_view record) const {
  const std::size_t nul = record.find('\0');
  const std::size_t invalid = find_invalid_utf8(record);
  const std::size_t bad = std::min(nul, invalid);
  if (bad == std::string_view::npos) return {};
  const auto column =
      std::ranges::count_if(places_, [&](const Place& place) { return place.raw_begin <= record_begin_ + bad; });
  const auto line = record_line_ + static_cast<std::size_t>(std::ranges::count(record.substr(0, bad), '\n'));
  const std::string where =
      "Line " + std::to_string(line) + ", column " + std::to_string(std::max<std::ptrdiff_t>(column, 1)) + ": ";
  const std::string detail =
      where + (bad == nul ? "the file holds a NUL byte, so it is not text. Export it as CSV again."
                          : "the text is not valid UTF-8. Save the file as UTF-8, or choose its encoding.");
  return fail(ErrorKind::Invalid, problems::unreadable_file, detail, {FieldError{"/file", detail}});
}

Result<bool> CsvReader::next() {
  while (position_ < text_.size() && (text_[position_] == '\n' || text_[position_] == '\r')) skip_line_end();
  fields_.clear();
  places_.clear();
  scratch_.clear();
  if (position_ >= text_.size()) return false;
  record_line_ = line_;
  record_begin_ = position_;
  if (++records_ > limits_.records) {
    return refuse(ErrorKind::TooLarge,
                  "the file has more than " + std::to_string(limits_.records) + " rows. Split it.");
  }
  for (;;) {
    if (places_.size() == limits_.columns) {
      return refuse(ErrorKind::TooLarge, "the row has more than " + std::to_string(limits_.columns) + " columns.");
    }
    if (position_ < text_.size() && text_[position_] == '"')
      COFFER_CHECK(read_quoted());
    else
      COFFER_CHECK(read_plain());
    if (position_ - record_begin_ > limits_.record_bytes) {
      return refuse(ErrorKind::TooLarge, "the row is longer than " + in_kib(limits_.record_bytes) + ".");
    }
    if (position_ >= text_.size() || text_[position_] != delimiter_) break;
    ++position_;
  }
  COFFER_CHECK(check_bytes(text_.substr(record_begin_, position_ - record_begin_)));
  skip_line_end();
  for (const Place& place : places_) {
    const std::string_view source = place.unescaped ? std::string_view(scratch_) : text_;
    fields_.push_back(source.substr(place.begin, place.size));
  }
  return true;
}

}  // namespace coffer::finance
