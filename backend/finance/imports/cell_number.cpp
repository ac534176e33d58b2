#include <algorithm>
#include <array>
#include <utility>

#include "finance/imports/cell_text.hpp"

namespace coffer::finance {
namespace {

constexpr std::size_t longest_number = 80;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::array<std::string_view, 4> blanks{" ", "\t", "\xC2\xA0", "\xE2\x80\xAF"};
constexpr std::string_view minus_sign = "\xE2\x88\x92";
constexpr std::string_view apostrophe = "\xE2\x80\x99";

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

bool take_back(std::string_view& text, std::string_view expected) {
  if (!text.ends_with(expected)) return false;
  text.remove_suffix(expected.size());
  return true;
}

// The separator at the front by one character: '.', ',', '\'' or ' '; 0 when there is none.
char take_separator(std::string_view& text) {
  if (take(text, ".")) return '.';
  if (take(text, ",")) return ',';
  if (take(text, "'") || take(text, apostrophe)) return '\'';
  for (const std::string_view blank : blanks) {
    if (take(text, blank)) return ' ';
  }
  return 0;
}

struct Parts {
  std::string_view body;  // digits and separators
  bool negative = false;
  std::optional<Currency> currency;
};

std::optional<Currency> take_currency(std::string_view& text) {
  std::size_t letters = 0;
  while (letters < text.size() && is_letter(text[letters])) ++letters;
  if (letters == 3) {
    auto currency = parse_cell_currency(text.substr(0, 3));
    if (currency) text = trim_cell(text.substr(3));
    return currency;
  }
  for (const std::string_view sign : {"\xE2\x82\xAC", "$", "\xC2\xA3"}) {
    if (!text.starts_with(sign)) continue;
    text = trim_cell(text.substr(sign.size()));
    return parse_cell_currency(sign);
  }
  return std::nullopt;
}

std::optional<Currency> take_currency_back(std::string_view& text) {
  if (text.size() > 3 && !is_letter(text[text.size() - 4])) {
    if (auto currency = parse_cell_currency(text.substr(text.size() - 3))) {
      text = trim_cell(text.substr(0, text.size() - 3));
      return currency;
    }
  }
  for (const std::string_view sign : {"\xE2\x82\xAC", "$", "\xC2\xA3"}) {
    if (!take_back(text, sign)) continue;
    text = trim_cell(text);
    return parse_cell_currency(sign);
  }
  return std::nullopt;
}

std::optional<Parts> take_apart(std::string_view cell) {
  Parts parts;
  cell = trim_cell(cell);
  if (cell.empty() || cell.size() > longest_number) return std::nullopt;
  if (cell.front() == '(' && cell.back() == ')') {
    parts.negative = true;
    cell = trim_cell(cell.substr(1, cell.size() - 2));
  }
  const auto take_sign = [&] {
    if (take(cell, "-") || take(cell, minus_sign)) {
      if (parts.negative) return false;
      parts.negative = true;
    } else {
      (void)take(cell, "+");
    }
    cell = trim_cell(cell);
    return true;
  };
  if (!take_sign()) return std::nullopt;
  parts.currency = take_currency(cell);
  if (parts.currency && !take_sign()) return std::nullopt;
  if (!parts.currency) parts.currency = take_currency_back(cell);
  if (cell.size() > 1 && (take_back(cell, "-") || take_back(cell, minus_sign))) {
    if (parts.negative) return std::nullopt;
    parts.negative = true;
    cell = trim_cell(cell);
  }
  parts.body = cell;
  return parts;
}

std::optional<Decimal> parse_body(std::string_view body, char mark) {
  std::string plain;
  char grouping = 0;
  std::size_t digits = 0;  // since the last separator
  bool in_fraction = false;
  while (!body.empty()) {
    if (is_digit(body.front())) {
      plain.push_back(body.front());
      body.remove_prefix(1);
      ++digits;
      continue;
    }
    const char separator = take_separator(body);
    if (separator == 0 || in_fraction) return std::nullopt;
    if (grouping != 0 && digits != 3) return std::nullopt;
    if (separator == mark) {
      if (plain.empty()) plain = "0";
      plain.push_back('.');
      in_fraction = true;
    } else {
      if (grouping == 0 ? (digits < 1 || digits > 3) : separator != grouping) return std::nullopt;
      grouping = separator;
    }
    digits = 0;
  }
  if (grouping != 0 && !in_fraction && digits != 3) return std::nullopt;
  return parse_decimal(plain);
}

}  // namespace

std::string_view trim_cell(std::string_view cell) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view blank : blanks) {
      while (take(cell, blank) || take_back(cell, blank)) changed = true;
    }
    while (take(cell, "\r") || take(cell, "\n") || take_back(cell, "\r") || take_back(cell, "\n")) changed = true;
  }
  return cell;
}

bool needs_formula_guard(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  return !text.empty() && std::string_view("=+-@\t\r").contains(text.front());
}

std::string_view strip_formula_guard(std::string_view cell) {
  if (cell.starts_with('\'') && needs_formula_guard(cell)) cell.remove_prefix(1);
  return cell;
}

std::optional<CellNumber> parse_cell_number(std::string_view cell, DecimalMark mark) {
  if (mark == DecimalMark::Point) {
    if (auto plain = parse_decimal(cell)) return CellNumber{*plain, std::nullopt};
  }
  const auto parts = take_apart(cell);
  if (!parts) return std::nullopt;
  const auto value = parse_body(parts->body, mark == DecimalMark::Point ? '.' : ',');
  if (!value) return std::nullopt;
  return CellNumber{parts->negative ? -*value : *value, parts->currency};
}

MarkEvidence weigh_decimal_mark(std::string_view cell) {
  const auto parts = take_apart(cell);
  if (!parts) return MarkEvidence::None;
  const std::string_view body = parts->body;
  const auto point = parse_body(body, '.');
  const auto comma = parse_body(body, ',');
  if (!point && !comma) return MarkEvidence::None;
  if (!comma) return MarkEvidence::Point;
  if (!point) return MarkEvidence::Comma;
  if (*point == *comma) return MarkEvidence::None;
  // "0.123": nobody groups a zero.
  if (body.starts_with("0.")) return MarkEvidence::Point;
  if (body.starts_with("0,")) return MarkEvidence::Comma;
  return MarkEvidence::Either;
}

std::optional<Currency> parse_cell_currency(std::string_view cell) {
  cell = trim_cell(cell);
  if (cell == "\xE2\x82\xAC") return parse_currency("EUR");
  if (cell == "$") return parse_currency("USD");
  if (cell == "\xC2\xA3") return parse_currency("GBP");
  if (cell == "GBp") return std::nullopt;  // pence: a unit of quotation, a hundredth of the currency
  if (cell.size() != 3) return std::nullopt;
  std::array<char, 3> code{};
  std::ranges::transform(cell, code.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return parse_currency({code.data(), code.size()});
}

std::optional<CellRatio> reduce_ratio(const Decimal& to, const Decimal& from) {
  if (!to.is_positive() || !from.is_positive()) return std::nullopt;
  const Decimal a = trim(to);
  const Decimal b = trim(from);
  const int scale = std::max(a.scale(), b.scale());
  constexpr Int128 most_digits = 1'000'000'000'000'000'000;
  constexpr Int128 most = 1'000'000'000;
  const auto whole = [&](const Decimal& value) {
    return value.coefficient() < most_digits
               ? value.coefficient() * detail::small_powers_of_ten[static_cast<std::size_t>(scale - value.scale())]
               : 0;
  };
  Int128 x = whole(a);
  Int128 y = whole(b);
  if (x == 0 || y == 0) return std::nullopt;
  for (Int128 p = x, q = y;;) {
    if (q == 0) {
      x /= p;
      y /= p;
      break;
    }
    p = std::exchange(q, p % q);
  }
  if (x > most || y > most) return std::nullopt;
  return CellRatio{static_cast<std::int64_t>(x), static_cast<std::int64_t>(y)};
}

std::optional<CellRatio> parse_cell_ratio(std::string_view cell, DecimalMark mark) {
  cell = trim_cell(cell);
  for (const std::string_view separator : {":", "/", "-for-", " for "}) {
    const std::size_t at = cell.find(separator);
    if (at == std::string_view::npos) continue;
    const auto to = parse_cell_number(cell.substr(0, at), mark);
    const auto from = parse_cell_number(cell.substr(at + separator.size()), mark);
    if (!to || !from) return std::nullopt;
    return reduce_ratio(to->value, from->value);
  }
  const auto ratio = parse_cell_number(cell, mark);
  if (!ratio) return std::nullopt;
  return reduce_ratio(ratio->value, 1);
}

}  // namespace coffer::finance
