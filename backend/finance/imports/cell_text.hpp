// What one cell says: numbers, dates and times as brokers write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"

namespace coffer::finance {

enum class DecimalMark { Point, Comma };

// Only the order of day and month is ever in doubt: a year first, a month's name and eight digits
// are read the same under each of these.
enum class DateFormat { IsoDate, DayMonthYearDots, DayMonthYear, MonthDayYear, MonthName, Compact, YearSlashes };

// "yyyy-mm-dd", "dd.mm.yyyy", "dd/mm/yyyy", "mm/dd/yyyy", "mmm d yyyy", "yyyymmdd", "yyyy/mm/dd".
[[nodiscard]] std::string_view date_format_name(DateFormat format);
[[nodiscard]] std::optional<DateFormat> parse_date_format(std::string_view name);

// Without blanks at both ends, no-break spaces included.
[[nodiscard]] std::string_view trim_cell(std::string_view cell);

// A spreadsheet runs a cell that begins with = + - @ as a formula. An export puts an apostrophe before
// such text, an import takes it off again; text that already began with apostrophes comes back whole.
[[nodiscard]] bool needs_formula_guard(std::string_view text);
[[nodiscard]] std::string_view strip_formula_guard(std::string_view cell);

struct CellNumber {
  Decimal value;
  std::optional<Currency> currency;  // where the cell names one, as in "1,234.56 EUR"
};

// Sign before or behind, parentheses for negative, thousands grouped by the other mark, an
// apostrophe or a blank. Groups must be whole: "1,23" is no number with a decimal point.
[[nodiscard]] std::optional<CellNumber> parse_cell_number(std::string_view cell, DecimalMark mark);

// What a cell says about the decimal mark of its file.
enum class MarkEvidence { None, Either, Point, Comma };
[[nodiscard]] MarkEvidence weigh_decimal_mark(std::string_view cell);

struct CellDate {
  Date date;
  std::optional<std::string> time;  // canonical, where the cell goes on with one
  DateFormat format = DateFormat::IsoDate;
};

// Years of two digits are 1970 to 2069.
[[nodiscard]] std::optional<CellDate> parse_cell_date(std::string_view cell, DateFormat format);

// "HH:MM", or "HH:MM:SS" where there are seconds; reads those, a fraction that is dropped, and AM / PM.
[[nodiscard]] std::optional<std::string> parse_cell_time(std::string_view cell);

// "EUR", "eur", "€".
[[nodiscard]] std::optional<Currency> parse_cell_currency(std::string_view cell);

// New for old units: "4:1", "4-for-1", "4/1", "0.05", "7"; reduced to whole numbers.
struct CellRatio {
  std::int64_t to = 1;
  std::int64_t from = 1;
};
[[nodiscard]] std::optional<CellRatio> parse_cell_ratio(std::string_view cell, DecimalMark mark);
// to / from as whole numbers without a common factor.
[[nodiscard]] std::optional<CellRatio> reduce_ratio(const Decimal& to, const Decimal& from);

}  // namespace coffer::finance
