#include "finance/imports/field_reader.hpp"

#include <algorithm>

namespace coffer::finance {
namespace {

constexpr std::int64_t most_ratio = 1'000'000'000;
constexpr std::int64_t most_count = 2'147'483'647;

std::size_t longest_text(Field field) {
  switch (field) {
    case Field::Symbol:
    case Field::NewSymbol: return 40;
    case Field::Isin:
    case Field::NewIsin: return 12;
    case Field::Category: return 60;
    case Field::Account:
    case Field::CounterAccount:
    case Field::Loan: return 120;
    case Field::Name:
    case Field::NewName:
    case Field::ExternalId: return 200;
    default: return 2000;
  }
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_isin(std::string_view text) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 12 && is_upper(text[0]) && is_upper(text[1]) && is_digit(text[11]) &&
         std::ranges::all_of(text, [&](char c) { return is_upper(c) || is_digit(c); });
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return "\"" + std::string(text) + "\"";
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "\"" + std::string(text.substr(0, end)) + "...\"";
}

std::string named(Field field) {
  if (field == Field::Isin) return "ISIN";
  std::string name(field_name(field));
  std::ranges::replace(name, '_', ' ');
  return name;
}

}  // namespace

void FieldReader::report(const FieldText& value, std::string_view remedy) {
  row_.errors.push_back(
      {value.column, value.field, shown(value.text) + " is no " + named(value.field) + ". " + std::string(remedy)});
}

void FieldReader::report_missing(Field field, std::string_view remedy) {
  const auto present = std::ranges::find(row_.values, field, &FieldText::field);
  row_.errors.push_back({present == row_.values.end() ? std::nullopt : present->column, field,
                         "The " + named(field) + " is missing. " + std::string(remedy)});
}

std::optional<Decimal> FieldReader::read_number(const FieldText& value) {
  const auto parsed = parse_cell_number(value.text, plan_.decimal_mark);
  if (!parsed) {
    report(value, plan_.decimal_mark == DecimalMark::Point
                      ? "Write a number such as 1234.56, or choose the other decimal separator."
                      : "Write a number such as 1234,56, or choose the other decimal separator.");
    return std::nullopt;
  }
  if (parsed->currency && !named_currency_) named_currency_ = parsed->currency;
  return parsed->value;
}

std::optional<CellDate> FieldReader::read_date(const FieldText& value) {
  auto parsed = parse_cell_date(value.text, plan_.date_format);
  if (!parsed) report(value, "Write a day such as 2026-03-31, or choose the date format of the file.");
  return parsed;
}

std::optional<std::string> FieldReader::read_time(const FieldText& value) {
  auto parsed = parse_cell_time(value.text);
  if (!parsed) report(value, "Write a time such as 15:30.");
  return parsed;
}

std::optional<CellRatio> FieldReader::read_ratio(const FieldText& value) {
  auto parsed = parse_cell_ratio(value.text, plan_.decimal_mark);
  if (!parsed) report(value, "Write new for old units, such as 4:1.");
  return parsed;
}

Currency FieldReader::read_currency(const FieldText& value) {
  const auto parsed = parse_cell_currency(value.text);
  if (parsed) return *parsed;
  const std::string_view text = trim_cell(value.text);
  if (text == "GBX" || text == "GBp" || text == "GBx") {
    report(value, "Pence are a unit of quotation: write GBP, and the price factor 0.01 at the instrument.");
  } else {
    report(value, "Write a code of ISO 4217 such as EUR.");
  }
  return {};
}

std::optional<std::int64_t> FieldReader::read_whole(const FieldText& value, Range range) {
  const auto parsed = parse_cell_number(value.text, plan_.decimal_mark);
  const Decimal number = parsed ? trim(parsed->value) : Decimal{};
  if (!parsed || number.scale() != 0 || number < Decimal(range.least) || number > Decimal(range.most)) {
    report(value,
           "Write a whole number from " + std::to_string(range.least) + " to " + std::to_string(range.most) + ".");
    return std::nullopt;
  }
  return static_cast<std::int64_t>(number.coefficient());
}

std::optional<std::int64_t> FieldReader::read_count(const FieldText& value) {
  return read_whole(value, {0, most_count});
}

std::optional<std::int64_t> FieldReader::read_ratio_part(const FieldText& value) {
  return read_whole(value, {1, most_ratio});
}

std::optional<bool> FieldReader::read_truth(const FieldText& value) {
  if (value.text == "true") return true;
  if (value.text == "false") return false;
  report(value, "Write true or false.");
  return std::nullopt;
}

std::string FieldReader::read_text(const FieldText& value) {
  const std::size_t longest = longest_text(value.field);
  if (count_characters(value.text) > longest) {
    report(value, "Shorten it to " + std::to_string(longest) + " characters.");
    return {};
  }
  const bool isin = value.field == Field::Isin || value.field == Field::NewIsin;
  if (isin && plan_.mapping.dialect == Mapping::Dialect::Foreign && !is_isin(value.text)) {
    report(value, "An ISIN has two letters, nine letters or digits, and a digit.");
    return {};
  }
  return value.text;
}

std::string FieldReader::read_type(const FieldText& value) {
  const std::string folded = fold_words(value.text);
  if (const auto own = plan_.type_words.find(folded); own != plan_.type_words.end()) return own->second;
  if (const auto known = recognise_type(value.text)) return std::string(*known);
  report(value, "Say which type of transaction this word means.");
  return {};
}

}  // namespace coffer::finance
