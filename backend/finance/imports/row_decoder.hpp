// Reads the texts of one row as a transaction, a price, a rate or a corporate action.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "finance/imports/detection.hpp"
#include "finance/imports/mapping.hpp"
#include "finance/imports/staged_row.hpp"

namespace coffer::finance {

// All that reading one row takes; the same plan reads a mended row again.
struct ReadingPlan {
  Mapping mapping;
  DecimalMark decimal_mark = DecimalMark::Point;
  DateFormat date_format = DateFormat::IsoDate;
  CostSign cost_sign = CostSign::Positive;
  // The person's own words for types, folded (fold_words) -> name of the type.
  std::map<std::string, std::string, std::less<>> type_words;
  std::string symbol;      // of rows that name none
  Currency currency;       // of rows that name none; empty: there is no such
  Currency base_currency;  // whose rates a wide file holds; empty: EUR
};

class RowDecoder {
 public:
  explicit RowDecoder(ReadingPlan plan);

  // Appends the row of one record; of a wide file one row for each cell that says something.
  void decode_record(std::span<const std::string_view> cells, std::size_t line, std::vector<StagedRow>& rows) const;
  // The row read again from its texts, as mended.
  [[nodiscard]] StagedRow decode_values(std::size_t number, std::size_t line, std::vector<FieldText> values) const;

  [[nodiscard]] const ReadingPlan& plan() const { return plan_; }

 private:
  struct Reader {
    std::size_t column;
    Field field;
  };

  void decode_wide(std::span<const std::string_view> cells, std::size_t line, std::vector<StagedRow>& rows) const;

  ReadingPlan plan_;
  std::vector<Reader> readers_;
};

}  // namespace coffer::finance
