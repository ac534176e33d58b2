#include "finance/imports/mapping.hpp"

#include <algorithm>
#include <array>
#include <bitset>

#include "base/money.hpp"
#include "finance/imports/cell_text.hpp"

namespace coffer::finance {
namespace {

constexpr std::array<std::pair<ImportKind, std::string_view>, 4> kind_names{
    {{ImportKind::Transactions, "transactions"},
     {ImportKind::Prices, "prices"},
     {ImportKind::Fx, "fx"},
     {ImportKind::CorporateActions, "corporate_actions"}}};

using FieldSet = std::bitset<field_count>;

bool has(const FieldSet& set, Field field) { return set.test(static_cast<std::size_t>(field)); }

FieldSet fields_of(std::span<const std::string> header, ImportKind kind) {
  FieldSet set;
  for (const std::string& name : header) {
    if (const auto field = recognise_header(name, kind)) set.set(static_cast<std::size_t>(*field));
  }
  return set;
}

bool is_wide_rates(std::span<const std::string> header) {
  std::size_t currencies = 0;
  for (const std::string& name : header) {
    const std::string_view trimmed = trim_cell(name);
    if (trimmed.empty() || recognise_header(name, ImportKind::Fx) == Field::Date) continue;
    if (!parse_currency(trimmed)) return false;
    ++currencies;
  }
  return currencies > 0 && has(fields_of(header, ImportKind::Fx), Field::Date);
}

struct KindGuess {
  ImportKind kind;
  bool ambiguous = false;
};

KindGuess guess_kind(std::span<const std::string> header) {
  if (is_wide_rates(header)) return {ImportKind::Fx};
  const FieldSet fx = fields_of(header, ImportKind::Fx);
  const FieldSet actions = fields_of(header, ImportKind::CorporateActions);
  const FieldSet transactions = fields_of(header, ImportKind::Transactions);
  const FieldSet prices = fields_of(header, ImportKind::Prices);
  const bool trades =
      has(transactions, Field::Quantity) || has(transactions, Field::Amount) || has(transactions, Field::GrossAmount);
  if (has(fx, Field::From) && has(fx, Field::To) && has(fx, Field::Rate) && !trades) return {ImportKind::Fx};
  const bool ratios = has(actions, Field::Ratio) || has(actions, Field::RatioTo);
  if (has(actions, Field::Date) && ratios && !trades && !has(transactions, Field::Price))
    return {ImportKind::CorporateActions};
  const bool quoted = has(prices, Field::Close) || std::ranges::any_of(header, is_known_unused_header);
  // "volume" is a quantity beside a type, and the day's turnover beside a close.
  const bool typed =
      has(transactions, Field::Type) || has(transactions, Field::Amount) || has(transactions, Field::Account);
  if (has(prices, Field::Date) && quoted && !typed && (!trades || has(prices, Field::Close))) {
    return {ImportKind::Prices, trades};
  }
  if (has(transactions, Field::Date) && (has(transactions, Field::Type) || trades)) return {ImportKind::Transactions};
  // A date and columns of unknown names: one series each.
  if (has(prices, Field::Date) && prices.count() == 1 && header.size() > 1) return {ImportKind::Prices, true};
  return {ImportKind::Transactions, true};
}

constexpr Field wide_value(ImportKind kind) { return kind == ImportKind::Fx ? Field::Rate : Field::Close; }

void propose_wide(Mapping& mapping) {
  for (Column& column : mapping.columns) {
    const std::string_view name = trim_cell(column.header);
    if (recognise_header(name, mapping.kind) == Field::Date) {
      column.field = Field::Date;
      column.use = ColumnUse::Read;
    } else if (!name.empty() && (mapping.kind == ImportKind::Prices || parse_currency(name))) {
      column.field = wide_value(mapping.kind);
      column.subject = name;
      column.use = ColumnUse::Read;
    }
  }
}

void propose_long(Mapping& mapping) {
  FieldSet taken;
  for (Column& column : mapping.columns) {
    const auto field = recognise_header(column.header, mapping.kind);
    if (field && !has(taken, *field)) {
      taken.set(static_cast<std::size_t>(*field));
      column.field = field;
      column.use = ColumnUse::Read;
    } else if (is_known_unused_header(column.header)) {
      column.use = ColumnUse::Unused;
    }
  }
}

bool is_own_header(const Mapping& mapping) {
  if (mapping.columns.size() < 3) return false;
  return std::ranges::all_of(mapping.columns, [](const Column& column) {
    const auto field = parse_field(trim_cell(column.header));
    return field && *field < Field::GrossAmount && column.field == field;
  });
}

void apply_choices(Mapping& mapping, std::span<const ColumnChoice> choices) {
  for (Column& column : mapping.columns) {
    column.field.reset();
    column.subject.clear();
    column.use = is_known_unused_header(column.header) ? ColumnUse::Unused : ColumnUse::Offered;
  }
  const Field value = wide_value(mapping.kind);
  const auto values = std::ranges::count(choices, std::optional(value), &ColumnChoice::field);
  mapping.shape = values > 1 ? Shape::Wide : Shape::Long;
  for (const ColumnChoice& choice : choices) {
    if (choice.column >= mapping.columns.size() || !choice.field) continue;
    Column& column = mapping.columns[choice.column];
    column.field = choice.field;
    column.use = ColumnUse::Read;
    if (mapping.shape == Shape::Wide && choice.field == value) column.subject = trim_cell(column.header);
  }
}

bool is_wide(std::span<const std::string> header, ImportKind kind) {
  const FieldSet fields = fields_of(header, kind);
  if (kind == ImportKind::Fx) return is_wide_rates(header);
  if (kind != ImportKind::Prices || !has(fields, Field::Date) || has(fields, Field::Close) ||
      has(fields, Field::Symbol))
    return false;
  return header.size() > 1;
}

}  // namespace

std::string_view import_kind_name(ImportKind kind) {
  return std::ranges::find(kind_names, kind, [](const auto& pair) { return pair.first; })->second;
}

std::optional<ImportKind> parse_import_kind(std::string_view name) {
  const auto* found = std::ranges::find(kind_names, name, [](const auto& pair) { return pair.second; });
  if (found == kind_names.end()) return std::nullopt;
  return found->first;
}

std::optional<std::size_t> Mapping::find_column(Field field) const {
  const auto found = std::ranges::find(columns, std::optional(field), &Column::field);
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::vector<Field> Mapping::missing_fields() const {
  std::vector<Field> missing;
  const auto need = [&](Field field) {
    if (!find_column(field)) missing.push_back(field);
  };
  need(Field::Date);
  switch (kind) {
    case ImportKind::Transactions: need(Field::Type); break;
    case ImportKind::Prices: need(Field::Close); break;
    case ImportKind::Fx:
      if (shape == Shape::Long) {
        need(Field::From);
        need(Field::To);
      }
      need(Field::Rate);
      break;
    case ImportKind::CorporateActions:
      need(Field::Symbol);
      if (!find_column(Field::Ratio)) need(Field::RatioTo);
      break;
  }
  return missing;
}

Mapping propose_mapping(std::span<const std::string> header, std::optional<ImportKind> kind,
                        std::span<const ColumnChoice> choices) {
  Mapping mapping;
  const KindGuess guess = kind ? KindGuess{*kind} : guess_kind(header);
  mapping.kind = guess.kind;
  mapping.kind_is_ambiguous = guess.ambiguous;
  for (const std::string& name : header) mapping.columns.push_back({name, ColumnUse::Offered, std::nullopt, {}});
  if (!choices.empty()) {
    apply_choices(mapping, choices);
  } else if (is_wide(header, mapping.kind)) {
    mapping.shape = Shape::Wide;
    propose_wide(mapping);
  } else {
    propose_long(mapping);
  }
  if (is_own_header(mapping)) mapping.dialect = Mapping::Dialect::Coffer;
  return mapping;
}

std::string suggest_symbol(std::string_view file_name) {
  if (const std::size_t slash = file_name.find_last_of("/\\"); slash != std::string_view::npos)
    file_name.remove_prefix(slash + 1);
  if (const std::size_t dot = file_name.rfind('.'); dot != std::string_view::npos) file_name = file_name.substr(0, dot);
  if (const std::size_t blank = file_name.find_last_of("_ "); blank != std::string_view::npos)
    file_name.remove_prefix(blank + 1);
  constexpr std::size_t longest_symbol = 40;
  return std::string(file_name.substr(0, longest_symbol));
}

}  // namespace coffer::finance
