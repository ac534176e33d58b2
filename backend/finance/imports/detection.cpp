#include "finance/imports/detection.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "finance/imports/csv_reader.hpp"
#include "finance/imports/file_problems.hpp"

namespace coffer::finance {
namespace {

constexpr std::array<char, 4> delimiters{',', ';', '\t', '|'};
constexpr std::size_t sample_bytes = 256U << 10;
constexpr std::size_t sample_records = 50;
constexpr std::size_t enough_evidence = 50;
constexpr std::size_t header_within = 30;

bool says_a_value(std::string_view cell) {
  cell = trim_cell(cell);
  if (cell.empty() || cell.find_first_of("0123456789") == std::string_view::npos) return false;
  return parse_cell_number(cell, DecimalMark::Point) || parse_cell_number(cell, DecimalMark::Comma) ||
         parse_cell_date(cell, DateFormat::DayMonthYear) || parse_cell_date(cell, DateFormat::MonthDayYear);
}

// How many different fields the cells name, as headers of the kind that knows most of them.
std::size_t count_known_headers(std::span<const std::string_view> cells) {
  std::size_t most = 0;
  for (const ImportKind kind :
       {ImportKind::Transactions, ImportKind::Prices, ImportKind::Fx, ImportKind::CorporateActions}) {
    std::array<bool, field_count> seen{};
    for (const std::string_view cell : cells) {
      if (const auto field = recognise_header(cell, kind)) seen[static_cast<std::size_t>(*field)] = true;
    }
    most = std::max(most, static_cast<std::size_t>(std::ranges::count(seen, true)));
  }
  return most;
}

struct DelimiterScore {
  std::size_t known = 0;
  std::size_t alike = 0;  // records with the most common number of columns, in per cent
  std::size_t columns = 0;
  auto operator<=>(const DelimiterScore&) const = default;
};

DelimiterScore score_delimiter(std::string_view sample, char delimiter) {
  CsvReader reader(sample, delimiter);
  std::map<std::size_t, std::size_t> widths;
  std::size_t records = 0;
  DelimiterScore score;
  while (records < sample_records) {
    const auto more = reader.next();
    if (!more || !*more) break;
    ++records;
    ++widths[reader.fields().size()];
    if (reader.fields().size() > 1 && records <= header_within)
      score.known = std::max(score.known, count_known_headers(reader.fields()));
  }
  if (records == 0) return score;
  const auto most = std::ranges::max_element(widths, {}, [](const auto& pair) { return pair.second; });
  if (most->first < 2) return score;
  score.columns = most->first;
  score.alike = most->second * 100 / records;
  return score;
}

bool is_numeric(Field field) {
  switch (field) {
    case Field::Quantity:
    case Field::Price:
    case Field::Amount:
    case Field::Fee:
    case Field::Tax:
    case Field::FxRate:
    case Field::AccruedInterest:
    case Field::CounterAmount:
    case Field::Cost:
    case Field::Principal:
    case Field::Interest:
    case Field::Close:
    case Field::Rate:
    case Field::GrossAmount:
    case Field::DividendPerShare: return true;
    default: return false;
  }
}

bool is_cost(Field field) { return field == Field::Fee || field == Field::Tax; }

bool is_date(Field field) {
  return field == Field::Date || field == Field::SettlementDate || field == Field::CounterDate ||
         field == Field::CostDate;
}

struct Evidence {
  std::size_t point = 0;
  std::size_t comma = 0;
  std::size_t either = 0;
  std::size_t day_first = 0;
  std::size_t month_first = 0;
  std::size_t either_first = 0;
  std::array<std::size_t, 7> formats{};
  std::size_t negative_costs = 0;
  std::size_t positive_costs = 0;

  void weigh_number(std::string_view cell) {
    switch (weigh_decimal_mark(cell)) {
      case MarkEvidence::None: break;
      case MarkEvidence::Either: ++either; break;
      case MarkEvidence::Point: ++point; break;
      case MarkEvidence::Comma: ++comma; break;
    }
  }

  void weigh_cost(std::string_view cell) {
    auto number = parse_cell_number(cell, DecimalMark::Point);
    if (!number) number = parse_cell_number(cell, DecimalMark::Comma);
    if (!number || number->value.is_zero()) return;
    ++(number->value.is_negative() ? negative_costs : positive_costs);
  }

  void weigh_date(std::string_view cell) {
    const auto day_before = parse_cell_date(cell, DateFormat::DayMonthYear);
    const auto month_before = parse_cell_date(cell, DateFormat::MonthDayYear);
    if (!day_before && !month_before) return;
    if (day_before && month_before && day_before->date == month_before->date &&
        day_before->format == month_before->format) {
      ++formats[static_cast<std::size_t>(day_before->format)];
      return;
    }
    // The written form, seen from the day first, says which separator there is.
    if (day_before) ++formats[static_cast<std::size_t>(day_before->format)];
    if (day_before && month_before && day_before->date == month_before->date) return;  // 03/03: no help
    if (day_before && month_before)
      ++either_first;
    else
      ++(day_before ? day_first : month_first);
  }

  [[nodiscard]] bool is_enough() const {
    return point + comma >= enough_evidence && day_first + month_first + formats[0] >= enough_evidence;
  }
};

Guess<DecimalMark> judge_mark(const Evidence& evidence, char delimiter, Mapping::Dialect dialect) {
  if (evidence.point > 0 && evidence.comma > 0) {
    return {evidence.comma > evidence.point ? DecimalMark::Comma : DecimalMark::Point, Certainty::Ambiguous};
  }
  if (evidence.point > 0) return {DecimalMark::Point};
  if (evidence.comma > 0) return {DecimalMark::Comma};
  if (evidence.either == 0 || dialect == Mapping::Dialect::Coffer) return {DecimalMark::Point};
  return {delimiter == ';' ? DecimalMark::Comma : DecimalMark::Point, Certainty::Ambiguous};
}

Guess<DateFormat> judge_date(const Evidence& evidence) {
  const auto seen = [&](DateFormat format) { return evidence.formats[static_cast<std::size_t>(format)]; };
  const DateFormat day_first =
      seen(DateFormat::DayMonthYearDots) > 0 ? DateFormat::DayMonthYearDots : DateFormat::DayMonthYear;
  if (evidence.day_first > 0 && evidence.month_first > 0) {
    return {evidence.month_first > evidence.day_first ? DateFormat::MonthDayYear : day_first, Certainty::Ambiguous};
  }
  if (evidence.day_first > 0) return {day_first};
  if (evidence.month_first > 0) return {DateFormat::MonthDayYear};
  if (evidence.either_first > 0 || seen(DateFormat::DayMonthYearDots) > 0 || seen(DateFormat::DayMonthYear) > 0) {
    // With dots the day comes first wherever dots are used.
    return {day_first, day_first == DateFormat::DayMonthYearDots ? Certainty::Detected : Certainty::Ambiguous};
  }
  const auto most = std::ranges::max_element(evidence.formats);
  return {static_cast<DateFormat>(most - evidence.formats.begin())};
}

}  // namespace

Guess<char> detect_delimiter(std::string_view text) {
  const std::string_view sample = text.substr(0, sample_bytes);
  Guess<char> best{','};
  DelimiterScore best_score;
  bool tie = false;
  for (const char delimiter : delimiters) {
    const DelimiterScore score = score_delimiter(sample, delimiter);
    if (score.columns == 0 && score.known == 0) continue;
    if (score > best_score) {
      tie = score.known == best_score.known && best_score.columns > 1 && score.alike == best_score.alike;
      best_score = score;
      best.value = delimiter;
    } else if (best_score.known == score.known && best_score.alike == score.alike) {
      tie = true;
    }
  }
  if (tie) best.certainty = Certainty::Ambiguous;
  return best;
}

Result<Header> detect_header(std::string_view text, char delimiter, std::optional<HeaderChoice> choice) {
  CsvReader reader(text, delimiter);
  Header header;
  header.choice = {HeaderChoice::Absent, choice ? Certainty::Given : Certainty::Detected};
  std::vector<std::string> first;
  bool first_says_values = false;
  bool later_says_values = false;
  for (std::size_t record = 0; record < header_within; ++record) {
    auto more = reader.next();
    if (!more && record == 0) return std::unexpected(std::move(more).error());
    if (!more || !*more) break;
    const auto cells = reader.fields();
    const bool values = std::ranges::any_of(cells, says_a_value);
    if (record == 0) {
      first.assign(cells.begin(), cells.end());
      first_says_values = values;
    } else {
      later_says_values = later_says_values || values;
    }
    if (choice == HeaderChoice::Absent) break;
    if (cells.size() >= 2 && !values && count_known_headers(cells) >= 2) {
      header.skipped_records = record + 1;
      header.names.assign(cells.begin(), cells.end());
      header.choice.value = HeaderChoice::Present;
      return header;
    }
  }
  if (first.empty()) {
    const std::string detail = "The file holds no rows. Choose a file with a header and at least one row.";
    return fail(ErrorKind::Invalid, problems::unreadable_file, detail, {FieldError{"/file", detail}});
  }
  const bool present = choice ? *choice == HeaderChoice::Present : !first_says_values && later_says_values;
  if (present) {
    header.choice.value = HeaderChoice::Present;
    header.skipped_records = 1;
    header.names = std::move(first);
  } else {
    if (!choice && !first_says_values) header.choice.certainty = Certainty::Ambiguous;
    for (std::size_t i = 0; i < first.size(); ++i) header.names.push_back("Column " + std::to_string(i + 1));
  }
  return header;
}

Conventions detect_conventions(std::string_view text, char delimiter, const Header& header, const Mapping& mapping,
                               const ConventionChoices& choices) {
  CsvReader reader(text, delimiter);
  Evidence evidence;
  std::size_t record = 0;
  while (!evidence.is_enough()) {
    const auto more = reader.next();
    if (!more || !*more) break;
    if (record++ < header.skipped_records) continue;
    const auto cells = reader.fields();
    for (std::size_t i = 0; i < std::min(cells.size(), mapping.columns.size()); ++i) {
      const auto field = mapping.columns[i].field;
      if (!field || cells[i].empty()) continue;
      if (is_numeric(*field)) evidence.weigh_number(cells[i]);
      if (is_cost(*field)) evidence.weigh_cost(cells[i]);
      if (is_date(*field)) evidence.weigh_date(cells[i]);
    }
  }
  Conventions conventions;
  conventions.decimal_mark = choices.decimal_mark ? Guess<DecimalMark>{*choices.decimal_mark, Certainty::Given}
                                                  : judge_mark(evidence, delimiter, mapping.dialect);
  conventions.date_format =
      choices.date_format ? Guess<DateFormat>{*choices.date_format, Certainty::Given} : judge_date(evidence);
  const bool negative =
      evidence.negative_costs > 0 && evidence.positive_costs == 0 && mapping.dialect == Mapping::Dialect::Foreign;
  conventions.cost_sign = negative ? CostSign::Negative : CostSign::Positive;
  return conventions;
}

}  // namespace coffer::finance
