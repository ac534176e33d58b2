#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "finance/imports/cell_text.hpp"

namespace coffer::finance {
namespace {

constexpr std::array<std::pair<DateFormat, std::string_view>, 7> format_names{
    {{DateFormat::IsoDate, "yyyy-mm-dd"},
     {DateFormat::DayMonthYearDots, "dd.mm.yyyy"},
     {DateFormat::DayMonthYear, "dd/mm/yyyy"},
     {DateFormat::MonthDayYear, "mm/dd/yyyy"},
     {DateFormat::MonthName, "mmm d yyyy"},
     {DateFormat::Compact, "yyyymmdd"},
     {DateFormat::YearSlashes, "yyyy/mm/dd"}}};

// English and German, by their first three letters where those suffice.
constexpr std::array<std::pair<std::string_view, int>, 18> month_names{{{"jan", 1},
                                                                        {"jän", 1},
                                                                        {"feb", 2},
                                                                        {"mar", 3},
                                                                        {"mär", 3},
                                                                        {"mrz", 3},
                                                                        {"maer", 3},
                                                                        {"apr", 4},
                                                                        {"may", 5},
                                                                        {"mai", 5},
                                                                        {"jun", 6},
                                                                        {"jul", 7},
                                                                        {"aug", 8},
                                                                        {"sep", 9},
                                                                        {"oct", 10},
                                                                        {"okt", 10},
                                                                        {"nov", 11},
                                                                        {"dec", 12}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool take(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

void skip_blanks(std::string_view& text) {
  while (take(text, ' ')) {
  }
}

struct Number {
  int value = 0;
  std::size_t digits = 0;
};

// Up to `most` digits at the front; none when there are more.
std::optional<Number> take_number(std::string_view& text, std::size_t most) {
  Number number;
  while (number.digits < text.size() && is_digit(text[number.digits])) {
    if (number.digits == most) return std::nullopt;
    number.value = number.value * 10 + (text[number.digits] - '0');
    ++number.digits;
  }
  if (number.digits == 0) return std::nullopt;
  text.remove_prefix(number.digits);
  return number;
}

std::optional<int> take_month_name(std::string_view& text) {
  std::size_t length = 0;
  std::string word;
  while (length < text.size() && is_word(text[length]) && length < 12) {
    const char c = text[length++];
    word.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  if (word.starts_with("dez")) word.replace(0, 3, "dec");
  for (const auto& [name, month] : month_names) {
    if (!word.starts_with(name)) continue;
    text.remove_prefix(length);
    (void)take(text, '.');
    return month;
  }
  return std::nullopt;
}

std::optional<Date> make_date(int year, int month, int day) {
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (year < 1000 || !ymd.ok()) return std::nullopt;
  return Date::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

std::optional<int> full_year(const Number& year) {
  if (year.digits == 4) return year.value;
  if (year.digits == 2) return year.value < 70 ? 2000 + year.value : 1900 + year.value;
  return std::nullopt;
}

std::optional<CellDate> dated(std::optional<Date> date, DateFormat format) {
  if (!date) return std::nullopt;
  return CellDate{*date, std::nullopt, format};
}

std::optional<CellDate> take_month_first(std::string_view& text) {
  const auto month = take_month_name(text);
  if (!month) return std::nullopt;
  skip_blanks(text);
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  (void)take(text, ',');
  skip_blanks(text);
  const auto year = take_number(text, 4);
  if (!year || year->digits != 4) return std::nullopt;
  return dated(make_date(year->value, *month, day->value), DateFormat::MonthName);
}

// Behind a day: "-Jan-2000", " Jan 2000", ". Januar 2000".
std::optional<CellDate> take_month_second(std::string_view& text, const Number& day) {
  if (!take(text, '-') && !take(text, '/')) {
    (void)take(text, '.');
    skip_blanks(text);
  }
  const auto month = take_month_name(text);
  if (!month || day.digits > 2) return std::nullopt;
  if (!take(text, '-') && !take(text, '/')) skip_blanks(text);
  const auto number = take_number(text, 4);
  const auto year = number ? full_year(*number) : std::nullopt;
  if (!year) return std::nullopt;
  return dated(make_date(*year, *month, day.value), DateFormat::MonthName);
}

std::optional<CellDate> take_numeric(std::string_view& text, const Number& first, DateFormat format) {
  const char separator = text.front();
  text.remove_prefix(1);
  const auto second = take_number(text, 2);
  if (!second || !take(text, separator)) return std::nullopt;
  const auto third = take_number(text, 4);
  if (!third) return std::nullopt;
  if (first.digits == 4) {
    if (third->digits > 2) return std::nullopt;
    return dated(make_date(first.value, second->value, third->value),
                 separator == '-' ? DateFormat::IsoDate : DateFormat::YearSlashes);
  }
  const auto year = full_year(*third);
  if (first.digits > 2 || !year) return std::nullopt;
  if (format == DateFormat::MonthDayYear) return dated(make_date(*year, first.value, second->value), format);
  return dated(make_date(*year, second->value, first.value),
               separator == '.' ? DateFormat::DayMonthYearDots : DateFormat::DayMonthYear);
}

std::optional<CellDate> take_date(std::string_view& text, DateFormat format) {
  if (text.empty()) return std::nullopt;
  if (is_word(text.front())) return take_month_first(text);
  const auto first = take_number(text, 8);
  if (!first) return std::nullopt;
  if (first->digits == 8) {
    return dated(make_date(first->value / 10000, first->value / 100 % 100, first->value % 100), DateFormat::Compact);
  }
  if (text.size() < 3) return std::nullopt;
  const bool separated = text.front() == '.' || text.front() == '/' || text.front() == '-';
  if (separated && is_digit(text[1])) return take_numeric(text, *first, format);
  return take_month_second(text, *first);
}

}  // namespace

std::string_view date_format_name(DateFormat format) {
  return std::ranges::find(format_names, format, [](const auto& pair) { return pair.first; })->second;
}

std::optional<DateFormat> parse_date_format(std::string_view name) {
  const auto* found = std::ranges::find(format_names, name, [](const auto& pair) { return pair.second; });
  if (found == format_names.end()) return std::nullopt;
  return found->first;
}

std::optional<CellDate> parse_cell_date(std::string_view cell, DateFormat format) {
  if (cell.size() == 10) {
    if (auto date = parse_date(cell)) return CellDate{*date, std::nullopt, DateFormat::IsoDate};
  }
  cell = trim_cell(cell);
  if (cell.size() > 64) return std::nullopt;
  auto result = take_date(cell, format);
  if (!result || cell.empty()) return result;
  // A time of day, perhaps with a zone: the local time as written counts.
  if (!take(cell, 'T') && !take(cell, ';')) {
    (void)take(cell, ',');
    if (!cell.starts_with(' ')) return std::nullopt;
    skip_blanks(cell);
  }
  if (cell.ends_with('Z')) cell.remove_suffix(1);
  const std::size_t zone = cell.find_last_of("+-");
  if (zone != std::string_view::npos) cell = trim_cell(cell.substr(0, zone));
  result->time = parse_cell_time(cell);
  if (!result->time) return std::nullopt;
  return result;
}

std::optional<std::string> parse_cell_time(std::string_view cell) {
  cell = trim_cell(cell);
  int shift = 0;
  bool twelve = false;
  if (cell.size() > 2 && (cell.back() == 'M' || cell.back() == 'm')) {
    const char half = cell[cell.size() - 2];
    if (half != 'A' && half != 'a' && half != 'P' && half != 'p') return std::nullopt;
    twelve = true;
    shift = half == 'P' || half == 'p' ? 12 : 0;
    cell = trim_cell(cell.substr(0, cell.size() - 2));
  }
  auto hours = take_number(cell, 6);
  std::optional<Number> minutes;
  Number seconds;
  if (hours && hours->digits == 6) {  // "103000"
    minutes = Number{hours->value / 100 % 100, 2};
    seconds.value = hours->value % 100;
    hours->value /= 10000;
  } else {
    if (!hours || hours->digits > 2 || !take(cell, ':')) return std::nullopt;
    minutes = take_number(cell, 2);
    if (!minutes || minutes->digits != 2) return std::nullopt;
    if (take(cell, ':')) {
      const auto number = take_number(cell, 2);
      if (!number || number->digits != 2) return std::nullopt;
      seconds = *number;
      if (take(cell, '.') && !take_number(cell, 9)) return std::nullopt;
    }
  }
  if (!cell.empty()) return std::nullopt;
  if (twelve) {
    if (hours->value < 1 || hours->value > 12) return std::nullopt;
    hours->value = hours->value % 12 + shift;
  }
  if (hours->value > 23 || minutes->value > 59 || seconds.value > 59) return std::nullopt;
  std::string time;
  const auto append = [&time](int value) {
    if (!time.empty()) time.push_back(':');
    time.push_back(static_cast<char>('0' + value / 10));
    time.push_back(static_cast<char>('0' + value % 10));
  };
  append(hours->value);
  append(minutes->value);
  if (seconds.value != 0) append(seconds.value);
  return time;
}

}  // namespace coffer::finance
