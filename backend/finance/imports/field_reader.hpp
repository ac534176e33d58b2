// Reads the texts of one row field by field, and notes what cannot be read.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "finance/imports/cell_text.hpp"
#include "finance/imports/row_decoder.hpp"
#include "finance/imports/staged_row.hpp"

namespace coffer::finance {

class FieldReader {
 public:
  // Both outlive the reader; errors go to the row.
  FieldReader(const ReadingPlan& plan, StagedRow& row) : plan_(plan), row_(row) {}

  [[nodiscard]] std::optional<Decimal> read_number(const FieldText& value);
  [[nodiscard]] std::optional<CellDate> read_date(const FieldText& value);
  [[nodiscard]] std::optional<std::string> read_time(const FieldText& value);
  [[nodiscard]] std::optional<CellRatio> read_ratio(const FieldText& value);
  // Empty where the text is no currency.
  [[nodiscard]] Currency read_currency(const FieldText& value);
  [[nodiscard]] std::optional<std::int64_t> read_count(const FieldText& value);
  [[nodiscard]] std::optional<std::int64_t> read_ratio_part(const FieldText& value);
  [[nodiscard]] std::optional<bool> read_truth(const FieldText& value);
  // One of a few words.
  template <class T, std::size_t N>
  [[nodiscard]] std::optional<T> read_choice(const FieldText& value,
                                             const std::array<std::pair<std::string_view, T>, N>& choices) {
    const std::string word = fold_words(value.text);
    const auto* found = std::ranges::find(choices, word, [](const auto& choice) { return choice.first; });
    if (found != choices.end()) return found->second;
    std::string remedy = "Write one of:";
    for (const auto& [name, choice] : choices) remedy.append(" ").append(name).append(",");
    remedy.back() = '.';
    report(value, remedy);
    return std::nullopt;
  }
  [[nodiscard]] std::string read_text(const FieldText& value);
  // The name of a transaction type; empty where the word is unknown.
  [[nodiscard]] std::string read_type(const FieldText& value);

  void report(const FieldText& value, std::string_view remedy);
  void report_missing(Field field, std::string_view remedy);

  // The first currency that stood beside a number.
  [[nodiscard]] const std::optional<Currency>& named_currency() const { return named_currency_; }

 private:
  struct Range {
    std::int64_t least;
    std::int64_t most;
  };
  std::optional<std::int64_t> read_whole(const FieldText& value, Range range);

  const ReadingPlan& plan_;
  StagedRow& row_;
  std::optional<Currency> named_currency_;
};

}  // namespace coffer::finance
