#include "finance/imports/row_decoder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "finance/imports/transaction_rules.hpp"

namespace coffer::finance {
namespace {

bool is_text(Field field) {
  switch (field) {
    case Field::Symbol: case Field::Isin: case Field::Name: case Field::Account: case Field::CounterAccount:
    case Field::ExternalId: case Field::Note: case Field::Loan: case Field::Category: return true;
    default: return false;
  }
}

std::size_t longest_text(Field field) {
  switch (field) {
    case Field::Symbol: return 40;
    case Field::Isin: return 12;
    case Field::Category: return 60;
    case Field::Account: case Field::CounterAccount: case Field::Loan: return 120;
    case Field::Name: case Field::ExternalId: return 200;
    default: return 2000;
  }
}

// Cells that say there is no price: some sources write a word for it.
bool says_nothing(std::string_view cell) {
  return cell.empty() || cell == "null" || cell == "N/A" || cell == "n/a" || cell == "NA" || cell == "-" || cell == "NaN" || cell == "#N/A";
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_isin(std::string_view text) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 12 && is_upper(text[0]) && is_upper(text[1]) && is_digit(text[11]) &&
         std::ranges::all_of(text, [&](char c) { return is_upper(c) || is_digit(c); });
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;
  std::string quoted(text.substr(0, longest));
  while (!quoted.empty() && text.size() > longest && (static_cast<unsigned char>(quoted.back()) & 0x80) != 0) quoted.pop_back();
  return "\"" + quoted + (text.size() > longest ? "...\"" : "\"");
}

// Reads the fields of one row one by one, and notes what cannot be read.
class FieldReader {
 public:
  FieldReader(const ReadingPlan& plan, StagedRow& row) : plan_(plan), row_(row) {}

  void report(const FieldText& value, std::string_view remedy) {
    row_.errors.push_back({value.column, value.field, shown(value.text) + " is no " + named(value.field) + ". " + std::string(remedy)});
  }

  void report_missing(Field field, std::string_view remedy) {
    const auto present = std::ranges::find(row_.values, field, &FieldText::field);
    row_.errors.push_back({present == row_.values.end() ? std::nullopt : present->column, field,
                           "The " + named(field) + " is missing. " + std::string(remedy)});
  }

  static std::string named(Field field) {
    if (field == Field::Isin) return "ISIN";
    std::string name(field_name(field));
    std::ranges::replace(name, '_', ' ');
    return name;
  }

  std::optional<Decimal> number(const FieldText& value) {
    const auto parsed = parse_cell_number(value.text, plan_.decimal_mark);
    if (!parsed) {
      report(value, plan_.decimal_mark == DecimalMark::Point ? "Write a number such as 1234.56, or choose the other decimal separator."
                                                             : "Write a number such as 1234,56, or choose the other decimal separator.");
      return std::nullopt;
    }
    if (parsed->currency && !named_currency_) named_currency_ = parsed->currency;
    return parsed->value;
  }

  std::optional<CellDate> date(const FieldText& value) {
    auto parsed = parse_cell_date(value.text, plan_.date_format);
    if (!parsed) report(value, "Write a day such as 2026-03-31, or choose the date format of the file.");
    return parsed;
  }

  Currency currency(const FieldText& value) {
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

  std::optional<std::int64_t> whole(const FieldText& value, std::int64_t least, std::int64_t most) {
    const auto parsed = parse_cell_number(value.text, plan_.decimal_mark);
    const Decimal number = parsed ? trim(parsed->value) : Decimal{};
    if (!parsed || number.scale() != 0 || number < Decimal(least) || number > Decimal(most)) {
      report(value, "Write a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
      return std::nullopt;
    }
    return static_cast<std::int64_t>(number.coefficient());
  }

  std::string text(const FieldText& value) {
    const std::size_t longest = longest_text(value.field);
    if (count_characters(value.text) > longest) {
      report(value, "Shorten it to " + std::to_string(longest) + " characters.");
      return {};
    }
    if (value.field == Field::Isin && plan_.mapping.dialect == Mapping::Dialect::Foreign && !is_isin(value.text)) {
      report(value, "An ISIN has two letters, nine letters or digits, and a digit.");
      return {};
    }
    return value.text;
  }

  std::string type(const FieldText& value) {
    const std::string folded = fold_words(value.text);
    if (const auto own = plan_.type_words.find(folded); own != plan_.type_words.end()) return own->second;
    if (const auto known = recognise_type(value.text)) return std::string(*known);
    report(value, "Say which type of transaction this word means.");
    return {};
  }

  std::optional<CellRatio> ratio(const FieldText& value) {
    auto parsed = parse_cell_ratio(value.text, plan_.decimal_mark);
    if (!parsed) report(value, "Write new for old units, such as 4:1.");
    return parsed;
  }

  [[nodiscard]] const std::optional<Currency>& named_currency() const { return named_currency_; }

 private:
  const ReadingPlan& plan_;
  StagedRow& row_;
  std::optional<Currency> named_currency_;
};

constexpr std::int64_t most_ratio = 1'000'000'000;
constexpr std::int64_t most_sequence = 2'147'483'647;

void read_detail(FieldReader& read, const FieldText& value, TransactionDraft& draft) {
  switch (value.field) {
    case Field::RatioTo: draft.ratio_to = read.whole(value, 1, most_ratio); break;
    case Field::RatioFrom: draft.ratio_from = read.whole(value, 1, most_ratio); break;
    case Field::Ratio:
      if (const auto ratio = read.ratio(value)) {
        draft.ratio_to = ratio->to;
        draft.ratio_from = ratio->from;
      }
      break;
    case Field::SettlementDate:
      if (const auto date = read.date(value)) draft.settlement_date = date->date;
      break;
    case Field::CounterDate:
      if (const auto date = read.date(value)) draft.counter_date = date->date;
      break;
    case Field::CostDate:
      if (const auto date = read.date(value)) draft.cost_date = date->date;
      break;
    case Field::AccruedInterest: draft.accrued_interest = read.number(value); break;
    case Field::CounterAmount: draft.counter_amount = read.number(value); break;
    case Field::CounterCurrency: draft.counter_currency = read.currency(value); break;
    case Field::Cost: draft.cost = read.number(value); break;
    case Field::Realises:
      if (value.text != "true" && value.text != "false") read.report(value, "Write true or false.");
      draft.realises = value.text == "true";
      break;
    case Field::Loan: draft.loan = read.text(value); break;
    case Field::Principal: draft.principal = read.number(value); break;
    case Field::Interest: draft.interest = read.number(value); break;
    case Field::Category: draft.category = read.text(value); break;
    case Field::Sequence: draft.sequence = read.whole(value, 0, most_sequence); break;
    default: break;
  }
}

void read_transaction(FieldReader& read, const FieldText& value, TransactionDraft& draft, std::optional<Decimal>& gross) {
  switch (value.field) {
    case Field::Date:
      if (auto date = read.date(value)) {
        draft.date = date->date;
        if (date->time && !draft.time) draft.time = std::move(date->time);
      }
      break;
    case Field::Time:
      draft.time = parse_cell_time(value.text);
      if (!draft.time) read.report(value, "Write a time such as 15:30.");
      break;
    case Field::Type: draft.type = read.type(value); break;
    case Field::Symbol: draft.symbol = read.text(value); break;
    case Field::Isin: draft.isin = read.text(value); break;
    case Field::Name: draft.name = read.text(value); break;
    case Field::Quantity: draft.quantity = read.number(value); break;
    case Field::Price: draft.price = read.number(value); break;
    case Field::Amount: draft.amount = read.number(value); break;
    case Field::GrossAmount: gross = read.number(value); break;
    case Field::Currency: draft.currency = read.currency(value); break;
    case Field::Fee: draft.fee = read.number(value); break;
    case Field::Tax: draft.tax = read.number(value); break;
    case Field::FxRate: draft.fx_rate = read.number(value); break;
    case Field::Account: draft.account = read.text(value); break;
    case Field::CounterAccount: draft.counter_account = read.text(value); break;
    case Field::ExternalId: draft.external_id = read.text(value); break;
    case Field::Note: draft.note = read.text(value); break;
    default: read_detail(read, value, draft); break;
  }
}

bool has_value(const StagedRow& row, Field field) {
  return std::ranges::find(row.values, field, &FieldText::field) != row.values.end();
}

void decode_transaction(FieldReader& read, const ReadingPlan& plan, StagedRow& row) {
  TransactionDraft draft;
  std::optional<Decimal> gross;
  for (const FieldText& value : row.values) read_transaction(read, value, draft, gross);
  if (!has_value(row, Field::Date)) read.report_missing(Field::Date, "Fill in the day, or say which column holds it.");
  if (!has_value(row, Field::Type)) read.report_missing(Field::Type, "Fill in what happened, or say which column holds it.");
  if (draft.currency.is_empty() && read.named_currency()) draft.currency = *read.named_currency();
  complete_transaction(draft, gross, plan, row);
  row.draft = std::move(draft);
}

void decode_price(FieldReader& read, const ReadingPlan& plan, StagedRow& row) {
  PriceDraft draft;
  for (const FieldText& value : row.values) {
    switch (value.field) {
      case Field::Date:
        if (const auto date = read.date(value)) draft.date = date->date;
        break;
      case Field::Symbol: draft.symbol = read.text(value); break;
      case Field::Isin: draft.isin = read.text(value); break;
      case Field::Currency: draft.currency = read.currency(value); break;
      case Field::Close:
        if (says_nothing(value.text)) {
          row.status = RowStatus::Ignored;
          row.reason = "There is no price on this day.";
        } else if (const auto close = read.number(value)) {
          draft.close = *close;
          if (!close->is_positive()) read.report(value, "A price is greater than zero; leave the cell empty where there is none.");
        }
        break;
      default: break;
    }
  }
  if (!has_value(row, Field::Date)) read.report_missing(Field::Date, "Fill in the day, or say which column holds it.");
  if (!has_value(row, Field::Close)) {
    row.status = RowStatus::Ignored;
    row.reason = "There is no price on this day.";
  }
  if (draft.symbol.empty() && draft.isin.empty()) draft.symbol = plan.symbol;
  if (draft.symbol.empty() && draft.isin.empty()) read.report_missing(Field::Symbol, "Say which instrument the file holds prices of.");
  if (draft.currency.is_empty() && read.named_currency()) draft.currency = *read.named_currency();
  if (draft.currency.is_empty()) draft.currency = plan.currency;
  row.draft = std::move(draft);
}

void decode_rate(FieldReader& read, StagedRow& row) {
  RateDraft draft;
  for (const FieldText& value : row.values) {
    switch (value.field) {
      case Field::Date:
        if (const auto date = read.date(value)) draft.date = date->date;
        break;
      case Field::From: draft.from = read.currency(value); break;
      case Field::To: draft.to = read.currency(value); break;
      case Field::Rate:
        if (says_nothing(value.text)) {
          row.status = RowStatus::Ignored;
          row.reason = "There is no rate on this day.";
        } else if (const auto rate = read.number(value)) {
          draft.rate = *rate;
          if (!rate->is_positive()) read.report(value, "A rate is greater than zero; leave the cell empty where there is none.");
        }
        break;
      default: break;
    }
  }
  for (const Field field : {Field::Date, Field::From, Field::To}) {
    if (!has_value(row, field)) read.report_missing(field, "Fill it in, or say which column holds it.");
  }
  if (!has_value(row, Field::Rate)) {
    row.status = RowStatus::Ignored;
    row.reason = "There is no rate on this day.";
  }
  if (row.errors.empty() && draft.from == draft.to) {
    row.errors.push_back({std::nullopt, Field::To, "A rate is between two currencies. Correct one of them."});
  }
  row.draft = draft;
}

void decode_action(FieldReader& read, StagedRow& row) {
  CorporateActionDraft draft;
  std::string type = "split";
  std::optional<CellRatio> ratio;
  for (const FieldText& value : row.values) {
    switch (value.field) {
      case Field::Date:
        if (const auto date = read.date(value)) draft.date = date->date;
        break;
      case Field::Type: type = read.type(value); break;
      case Field::Symbol: draft.symbol = read.text(value); break;
      case Field::Isin: draft.isin = read.text(value); break;
      case Field::Ratio: ratio = read.ratio(value); break;
      case Field::RatioTo:
        if (const auto to = read.whole(value, 1, most_ratio)) ratio = CellRatio{*to, ratio ? ratio->from : 1};
        break;
      case Field::RatioFrom:
        if (const auto from = read.whole(value, 1, most_ratio)) ratio = CellRatio{ratio ? ratio->to : 1, *from};
        break;
      default: break;
    }
  }
  if (type == "dividend" || (!has_value(row, Field::Type) && !ratio && has_value(row, Field::DividendPerShare))) {
    row.status = RowStatus::Ignored;
    row.reason = "A dividend per share is no fact that Coffer books: what you received is a dividend among your transactions.";
    return;
  }
  if (!has_value(row, Field::Date)) read.report_missing(Field::Date, "Fill in the day on which it takes effect.");
  if (draft.symbol.empty() && draft.isin.empty() && !has_value(row, Field::Symbol)) {
    read.report_missing(Field::Symbol, "Fill in the instrument.");
  }
  if (!type.empty() && type != "split") {
    row.status = RowStatus::Ignored;
    row.reason = "Only splits are read from such a file; enter this one as a transaction.";
    return;
  }
  if (!ratio && row.errors.empty()) read.report_missing(Field::Ratio, "Write new for old units, such as 4:1.");
  if (ratio) {
    draft.ratio_to = ratio->to;
    draft.ratio_from = ratio->from;
  }
  row.draft = std::move(draft);
}

}  // namespace

std::string_view row_status_name(RowStatus status) {
  constexpr std::array<std::string_view, 5> names{"new", "duplicate", "changed", "error", "ignored"};
  return names[static_cast<std::size_t>(status)];
}

RowDecoder::RowDecoder(ReadingPlan plan) : plan_(std::move(plan)) {
  for (std::size_t i = 0; i < plan_.mapping.columns.size(); ++i) {
    if (const auto field = plan_.mapping.columns[i].field) readers_.push_back({i, *field});
  }
  if (plan_.base_currency.is_empty()) plan_.base_currency = *parse_currency("EUR");
}

StagedRow RowDecoder::decode_values(std::size_t number, std::size_t line, std::vector<FieldText> values) const {
  StagedRow row;
  row.number = number;
  row.line = line;
  row.values = std::move(values);
  FieldReader read(plan_, row);
  try {
    switch (plan_.mapping.kind) {
      case ImportKind::Transactions: decode_transaction(read, plan_, row); break;
      case ImportKind::Prices: decode_price(read, plan_, row); break;
      case ImportKind::Fx: decode_rate(read, row); break;
      case ImportKind::CorporateActions: decode_action(read, row); break;
    }
  } catch (const DecimalOverflow&) {
    row.errors.push_back({std::nullopt, std::nullopt, "The figures of this row are too large to be added. Correct them."});
  }
  if (!row.errors.empty()) {
    row.status = RowStatus::Error;
    row.reason.clear();
  }
  if (row.status != RowStatus::New) row.draft = std::monostate{};
  return row;
}

void RowDecoder::decode_wide(std::span<const std::string_view> cells, std::size_t line, std::vector<StagedRow>& rows) const {
  const bool fx = plan_.mapping.kind == ImportKind::Fx;
  const auto date_column = plan_.mapping.find_column(Field::Date);
  for (const auto& [column, field] : readers_) {
    const std::string& subject = plan_.mapping.columns[column].subject;
    if (subject.empty() || column >= cells.size()) continue;
    const std::string_view cell = trim_cell(cells[column]);
    if (says_nothing(cell)) continue;
    std::vector<FieldText> values;
    if (date_column && *date_column < cells.size()) values.push_back({Field::Date, *date_column, std::string(trim_cell(cells[*date_column]))});
    if (fx) values.push_back({Field::From, std::nullopt, std::string(plan_.base_currency.code())});
    values.push_back({fx ? Field::To : Field::Symbol, column, subject});
    values.push_back({field, column, std::string(cell)});
    rows.push_back(decode_values(rows.size() + 1, line, std::move(values)));
  }
}

void RowDecoder::decode_record(std::span<const std::string_view> cells, std::size_t line, std::vector<StagedRow>& rows) const {
  const std::size_t width = plan_.mapping.columns.size();
  const bool surplus = std::ranges::any_of(cells.subspan(std::min(width, cells.size())), [](std::string_view cell) { return !trim_cell(cell).empty(); });
  const bool empty = std::ranges::all_of(cells, [](std::string_view cell) { return trim_cell(cell).empty(); });
  if (!empty && !surplus && cells.size() >= width && plan_.mapping.shape == Shape::Wide) return decode_wide(cells, line, rows);
  std::vector<FieldText> values;
  values.reserve(readers_.size());
  for (const auto& [column, field] : readers_) {
    if (column >= cells.size() || trim_cell(cells[column]).empty()) continue;
    const bool verbatim = is_text(field) && plan_.mapping.dialect == Mapping::Dialect::Coffer;
    std::string_view cell = verbatim ? cells[column] : trim_cell(cells[column]);
    if (is_text(field)) cell = strip_formula_guard(cell);
    values.push_back({field, column, std::string(cell)});
  }
  StagedRow row;
  if (empty || surplus || cells.size() < width) {
    row.number = rows.size() + 1;
    row.line = line;
    row.values = std::move(values);
    row.status = empty ? RowStatus::Ignored : RowStatus::Error;
    if (empty) row.reason = "The row is empty.";
    else row.errors.push_back({std::nullopt, std::nullopt, "The row has " + std::to_string(cells.size()) + " cells, the header " + std::to_string(width) +
                                                 ". Put quotes around cells that hold the delimiter, or complete the row."});
  } else {
    row = decode_values(rows.size() + 1, line, std::move(values));
  }
  rows.push_back(std::move(row));
}

}  // namespace coffer::finance
