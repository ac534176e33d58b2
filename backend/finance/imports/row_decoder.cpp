#include "finance/imports/row_decoder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "finance/imports/field_reader.hpp"
#include "finance/imports/transaction_rules.hpp"

namespace coffer::finance {
namespace {

// Cells that say there is no price: some sources write a word for it.
bool says_nothing(std::string_view cell) {
  return cell.empty() || cell == "null" || cell == "N/A" || cell == "n/a" || cell == "NA" || cell == "-" ||
         cell == "NaN" || cell == "#N/A";
}

// What transfers, swaps and corporate actions say besides.
void read_action_detail(FieldReader& reader, const FieldText& value, TransactionDraft& draft) {
  switch (value.field) {
    case Field::Arrival: draft.arrival = reader.read_choice(value, arrivals); break;
    case Field::FeeQuantity: draft.fee_quantity = reader.read_number(value); break;
    case Field::FeePrice: draft.fee_price = reader.read_number(value); break;
    case Field::NewSymbol: draft.new_symbol = reader.read_text(value); break;
    case Field::NewIsin: draft.new_isin = reader.read_text(value); break;
    case Field::NewName: draft.new_name = reader.read_text(value); break;
    case Field::NewInstrumentSettings: draft.new_instrument_settings = reader.read_text(value); break;
    case Field::NewQuantity: draft.new_quantity = reader.read_number(value); break;
    case Field::NewPrice: draft.new_price = reader.read_number(value); break;
    case Field::CostShare: draft.cost_share = reader.read_number(value); break;
    case Field::Rights: draft.rights = reader.read_choice(value, rights_actions); break;
    case Field::CashInLieuQuantity: draft.cash_in_lieu_quantity = reader.read_number(value); break;
    case Field::CashInLieuAmount: draft.cash_in_lieu_amount = reader.read_number(value); break;
    default: break;
  }
}

void read_detail(FieldReader& reader, const FieldText& value, TransactionDraft& draft) {
  switch (value.field) {
    case Field::RatioTo: draft.ratio_to = reader.read_ratio_part(value); break;
    case Field::RatioFrom: draft.ratio_from = reader.read_ratio_part(value); break;
    case Field::Ratio:
      if (const auto ratio = reader.read_ratio(value)) {
        draft.ratio_to = ratio->to;
        draft.ratio_from = ratio->from;
      }
      break;
    case Field::SettlementDate:
      if (const auto date = reader.read_date(value)) draft.settlement_date = date->date;
      break;
    case Field::CounterDate:
      if (const auto date = reader.read_date(value)) draft.counter_date = date->date;
      break;
    case Field::CostDate:
      if (const auto date = reader.read_date(value)) draft.cost_date = date->date;
      break;
    case Field::AccruedInterest: draft.accrued_interest = reader.read_number(value); break;
    case Field::CounterAmount: draft.counter_amount = reader.read_number(value); break;
    case Field::CounterCurrency: draft.counter_currency = reader.read_currency(value); break;
    case Field::Cost: draft.cost = reader.read_number(value); break;
    case Field::Realises: draft.realises = reader.read_truth(value); break;
    case Field::Loan: draft.loan = reader.read_text(value); break;
    case Field::Principal: draft.principal = reader.read_number(value); break;
    case Field::Interest: draft.interest = reader.read_number(value); break;
    case Field::Category: draft.category = reader.read_text(value); break;
    case Field::Sequence: draft.sequence = reader.read_count(value); break;
    case Field::AccountSettings: draft.account_settings = reader.read_text(value); break;
    case Field::CounterAccountSettings: draft.counter_account_settings = reader.read_text(value); break;
    case Field::InstrumentSettings: draft.instrument_settings = reader.read_text(value); break;
    default: read_action_detail(reader, value, draft); break;
  }
}

void read_transaction(FieldReader& reader, const FieldText& value, TransactionDraft& draft,
                      std::optional<Decimal>& gross) {
  switch (value.field) {
    case Field::Date:
      if (auto date = reader.read_date(value)) {
        draft.date = date->date;
        if (date->time && !draft.time) draft.time = std::move(date->time);
      }
      break;
    case Field::Time: draft.time = reader.read_time(value); break;
    case Field::Type: draft.type = reader.read_type(value); break;
    case Field::Symbol: draft.symbol = reader.read_text(value); break;
    case Field::Isin: draft.isin = reader.read_text(value); break;
    case Field::Name: draft.name = reader.read_text(value); break;
    case Field::Quantity: draft.quantity = reader.read_number(value); break;
    case Field::Price: draft.price = reader.read_number(value); break;
    case Field::Amount: draft.amount = reader.read_number(value); break;
    case Field::GrossAmount: gross = reader.read_number(value); break;
    case Field::Currency: draft.currency = reader.read_currency(value); break;
    case Field::Fee: draft.fee = reader.read_number(value); break;
    case Field::Tax: draft.tax = reader.read_number(value); break;
    case Field::FxRate: draft.fx_rate = reader.read_number(value); break;
    case Field::Account: draft.account = reader.read_text(value); break;
    case Field::CounterAccount: draft.counter_account = reader.read_text(value); break;
    case Field::ExternalId: draft.external_id = reader.read_text(value); break;
    case Field::Note: draft.note = reader.read_text(value); break;
    default: read_detail(reader, value, draft); break;
  }
}

bool has_value(const StagedRow& row, Field field) {
  return std::ranges::find(row.values, field, &FieldText::field) != row.values.end();
}

void decode_transaction(FieldReader& reader, const ReadingPlan& plan, StagedRow& row) {
  TransactionDraft draft;
  std::optional<Decimal> gross;
  for (const FieldText& value : row.values) read_transaction(reader, value, draft, gross);
  if (!has_value(row, Field::Date))
    reader.report_missing(Field::Date, "Fill in the day, or say which column holds it.");
  if (!has_value(row, Field::Type))
    reader.report_missing(Field::Type, "Fill in what happened, or say which column holds it.");
  if (draft.currency.is_empty() && reader.named_currency()) draft.currency = *reader.named_currency();
  complete_transaction(draft, gross, plan, row);
  row.draft = std::move(draft);
}

void decode_price(FieldReader& reader, const ReadingPlan& plan, StagedRow& row) {
  PriceDraft draft;
  for (const FieldText& value : row.values) {
    switch (value.field) {
      case Field::Date:
        if (const auto date = reader.read_date(value)) draft.date = date->date;
        break;
      case Field::Symbol: draft.symbol = reader.read_text(value); break;
      case Field::Isin: draft.isin = reader.read_text(value); break;
      case Field::Currency: draft.currency = reader.read_currency(value); break;
      case Field::Close:
        if (says_nothing(value.text)) {
          row.status = RowStatus::Ignored;
          row.reason = "There is no price on this day.";
        } else if (const auto close = reader.read_number(value)) {
          draft.close = *close;
          if (!close->is_positive())
            reader.report(value, "A price is greater than zero; leave the cell empty where there is none.");
        }
        break;
      default: break;
    }
  }
  if (!has_value(row, Field::Date))
    reader.report_missing(Field::Date, "Fill in the day, or say which column holds it.");
  if (!has_value(row, Field::Close)) {
    row.status = RowStatus::Ignored;
    row.reason = "There is no price on this day.";
  }
  if (draft.symbol.empty() && draft.isin.empty()) draft.symbol = plan.symbol;
  if (draft.symbol.empty() && draft.isin.empty())
    reader.report_missing(Field::Symbol, "Say which instrument the file holds prices of.");
  if (draft.currency.is_empty() && reader.named_currency()) draft.currency = *reader.named_currency();
  if (draft.currency.is_empty()) draft.currency = plan.currency;
  row.draft = std::move(draft);
}

void decode_rate(FieldReader& reader, StagedRow& row) {
  RateDraft draft;
  for (const FieldText& value : row.values) {
    switch (value.field) {
      case Field::Date:
        if (const auto date = reader.read_date(value)) draft.date = date->date;
        break;
      case Field::From: draft.from = reader.read_currency(value); break;
      case Field::To: draft.to = reader.read_currency(value); break;
      case Field::Rate:
        if (says_nothing(value.text)) {
          row.status = RowStatus::Ignored;
          row.reason = "There is no rate on this day.";
        } else if (const auto rate = reader.read_number(value)) {
          draft.rate = *rate;
          if (!rate->is_positive())
            reader.report(value, "A rate is greater than zero; leave the cell empty where there is none.");
        }
        break;
      default: break;
    }
  }
  for (const Field field : {Field::Date, Field::From, Field::To}) {
    if (!has_value(row, field)) reader.report_missing(field, "Fill it in, or say which column holds it.");
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

void decode_action(FieldReader& reader, StagedRow& row) {
  CorporateActionDraft draft;
  std::string type = "split";
  std::optional<CellRatio> ratio;
  for (const FieldText& value : row.values) {
    switch (value.field) {
      case Field::Date:
        if (const auto date = reader.read_date(value)) draft.date = date->date;
        break;
      case Field::Type: type = reader.read_type(value); break;
      case Field::Symbol: draft.symbol = reader.read_text(value); break;
      case Field::Isin: draft.isin = reader.read_text(value); break;
      case Field::Ratio: ratio = reader.read_ratio(value); break;
      case Field::RatioTo:
        if (const auto to = reader.read_ratio_part(value)) ratio = CellRatio{*to, ratio ? ratio->from : 1};
        break;
      case Field::RatioFrom:
        if (const auto from = reader.read_ratio_part(value)) ratio = CellRatio{ratio ? ratio->to : 1, *from};
        break;
      default: break;
    }
  }
  if (type == "dividend" || (!has_value(row, Field::Type) && !ratio && has_value(row, Field::DividendPerShare))) {
    row.status = RowStatus::Ignored;
    row.reason =
        "A dividend per share is no fact that Coffer books: what you received is a dividend among your transactions.";
    return;
  }
  if (!has_value(row, Field::Date)) reader.report_missing(Field::Date, "Fill in the day on which it takes effect.");
  if (draft.symbol.empty() && draft.isin.empty() && !has_value(row, Field::Symbol)) {
    reader.report_missing(Field::Symbol, "Fill in the instrument.");
  }
  if (!type.empty() && type != "split") {
    row.status = RowStatus::Ignored;
    row.reason = "Only splits are read from such a file; enter this one as a transaction.";
    return;
  }
  if (!ratio && row.errors.empty()) reader.report_missing(Field::Ratio, "Write new for old units, such as 4:1.");
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
  FieldReader reader(plan_, row);
  try {
    switch (plan_.mapping.kind) {
      case ImportKind::Transactions: decode_transaction(reader, plan_, row); break;
      case ImportKind::Prices: decode_price(reader, plan_, row); break;
      case ImportKind::Fx: decode_rate(reader, row); break;
      case ImportKind::CorporateActions: decode_action(reader, row); break;
    }
  } catch (const DecimalOverflow&) {
    row.errors.push_back(
        {std::nullopt, std::nullopt, "The figures of this row are too large to be added. Correct them."});
  }
  if (!row.errors.empty()) {
    row.status = RowStatus::Error;
    row.reason.clear();
  }
  if (row.status != RowStatus::New) row.draft = std::monostate{};
  return row;
}

void RowDecoder::decode_wide(std::span<const std::string_view> cells, std::size_t line,
                             std::vector<StagedRow>& rows) const {
  const bool fx = plan_.mapping.kind == ImportKind::Fx;
  const auto date_column = plan_.mapping.find_column(Field::Date);
  for (const auto& [column, field] : readers_) {
    const std::string& subject = plan_.mapping.columns[column].subject;
    if (subject.empty() || column >= cells.size()) continue;
    const std::string_view cell = trim_cell(cells[column]);
    if (says_nothing(cell)) continue;
    std::vector<FieldText> values;
    if (date_column && *date_column < cells.size())
      values.push_back({Field::Date, *date_column, std::string(trim_cell(cells[*date_column]))});
    if (fx) values.push_back({Field::From, std::nullopt, std::string(plan_.base_currency.code())});
    values.push_back({fx ? Field::To : Field::Symbol, column, subject});
    values.push_back({field, column, std::string(cell)});
    rows.push_back(decode_values(rows.size() + 1, line, std::move(values)));
  }
}

void RowDecoder::decode_record(std::span<const std::string_view> cells, std::size_t line,
                               std::vector<StagedRow>& rows) const {
  const std::size_t width = plan_.mapping.columns.size();
  const bool surplus = std::ranges::any_of(cells.subspan(std::min(width, cells.size())),
                                           [](std::string_view cell) { return !trim_cell(cell).empty(); });
  const bool empty = std::ranges::all_of(cells, [](std::string_view cell) { return trim_cell(cell).empty(); });
  if (!empty && !surplus && cells.size() >= width && plan_.mapping.shape == Shape::Wide)
    return decode_wide(cells, line, rows);
  std::vector<FieldText> values;
  values.reserve(readers_.size());
  for (const auto& [column, field] : readers_) {
    if (column >= cells.size() || trim_cell(cells[column]).empty()) continue;
    const bool verbatim = is_free_text(field) && plan_.mapping.dialect == Mapping::Dialect::Coffer;
    std::string_view cell = verbatim ? cells[column] : trim_cell(cells[column]);
    if (is_free_text(field)) cell = strip_formula_guard(cell);
    values.push_back({field, column, std::string(cell)});
  }
  StagedRow row;
  if (empty || surplus || cells.size() < width) {
    row.number = rows.size() + 1;
    row.line = line;
    row.values = std::move(values);
    row.status = empty ? RowStatus::Ignored : RowStatus::Error;
    if (empty)
      row.reason = "The row is empty.";
    else
      row.errors.push_back({std::nullopt, std::nullopt,
                            "The row has " + std::to_string(cells.size()) + " cells, the header " +
                                std::to_string(width) +
                                ". Put quotes around cells that hold the delimiter, or complete the row."});
  } else {
    row = decode_values(rows.size() + 1, line, std::move(values));
  }
  rows.push_back(std::move(row));
}

}  // namespace coffer::finance
