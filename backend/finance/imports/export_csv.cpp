#include "finance/imports/export_csv.hpp"

#include <algorithm>
#include <array>

#include "finance/imports/cell_text.hpp"

namespace coffer::finance {
namespace {

constexpr std::array own_columns{
    Field::Date,    Field::Time,      Field::Type,       Field::Symbol,  Field::Isin,
    Field::Name,    Field::Quantity,  Field::Price,      Field::Amount,  Field::Currency,
    Field::Fee,     Field::Tax,       Field::FxRate,     Field::Account, Field::CounterAccount,
    Field::RatioTo, Field::RatioFrom, Field::ExternalId, Field::Note};

constexpr std::array further_columns{Field::SettlementDate,
                                     Field::AccruedInterest,
                                     Field::CounterDate,
                                     Field::CounterAmount,
                                     Field::CounterCurrency,
                                     Field::Cost,
                                     Field::CostDate,
                                     Field::Realises,
                                     Field::Loan,
                                     Field::Principal,
                                     Field::Interest,
                                     Field::Category,
                                     Field::Sequence,
                                     Field::AccountSettings,
                                     Field::CounterAccountSettings,
                                     Field::InstrumentSettings,
                                     Field::Arrival,
                                     Field::FeeQuantity,
                                     Field::FeePrice,
                                     Field::NewSymbol,
                                     Field::NewIsin,
                                     Field::NewName,
                                     Field::NewInstrumentSettings,
                                     Field::NewQuantity,
                                     Field::NewPrice,
                                     Field::CostShare,
                                     Field::Rights,
                                     Field::CashInLieuQuantity,
                                     Field::CashInLieuAmount};

std::string text_of(const std::optional<Decimal>& value) { return value ? format_decimal(*value) : std::string(); }
std::string text_of(const std::optional<Date>& value) { return value ? format_date(*value) : std::string(); }
template <class T, std::size_t N>
std::string text_of(const std::optional<T>& value, const std::array<std::pair<std::string_view, T>, N>& words) {
  if (!value) return {};
  const auto* found = std::ranges::find(words, *value, [](const auto& word) { return word.second; });
  return found == words.end() ? std::string() : std::string(found->first);
}
std::string text_of(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : std::string(); }

// Of transfers, swaps and corporate actions.
std::string action_text(const TransactionDraft& draft, Field field) {
  switch (field) {
    case Field::Arrival: return text_of(draft.arrival, arrivals);
    case Field::FeeQuantity: return text_of(draft.fee_quantity);
    case Field::FeePrice: return text_of(draft.fee_price);
    case Field::NewSymbol: return draft.new_symbol;
    case Field::NewIsin: return draft.new_isin;
    case Field::NewName: return draft.new_name;
    case Field::NewInstrumentSettings: return draft.new_instrument_settings;
    case Field::NewQuantity: return text_of(draft.new_quantity);
    case Field::NewPrice: return text_of(draft.new_price);
    case Field::CostShare: return text_of(draft.cost_share);
    case Field::Rights: return text_of(draft.rights, rights_actions);
    case Field::CashInLieuQuantity: return text_of(draft.cash_in_lieu_quantity);
    case Field::CashInLieuAmount: return text_of(draft.cash_in_lieu_amount);
    default: return {};
  }
}

std::string further_text(const TransactionDraft& draft, Field field) {
  switch (field) {
    case Field::SettlementDate: return text_of(draft.settlement_date);
    case Field::AccruedInterest: return text_of(draft.accrued_interest);
    case Field::CounterDate: return text_of(draft.counter_date);
    case Field::CounterAmount: return text_of(draft.counter_amount);
    case Field::CounterCurrency: return std::string(draft.counter_currency.code());
    case Field::Cost: return text_of(draft.cost);
    case Field::CostDate: return text_of(draft.cost_date);
    case Field::Realises: return !draft.realises ? "" : *draft.realises ? "true" : "false";
    case Field::Loan: return draft.loan;
    case Field::Principal: return text_of(draft.principal);
    case Field::Interest: return text_of(draft.interest);
    case Field::Category: return draft.category;
    case Field::Sequence: return text_of(draft.sequence);
    case Field::AccountSettings: return draft.account_settings;
    case Field::CounterAccountSettings: return draft.counter_account_settings;
    case Field::InstrumentSettings: return draft.instrument_settings;
    default: return action_text(draft, field);
  }
}

}  // namespace

std::span<const Field> transaction_columns() { return own_columns; }
std::span<const Field> further_transaction_columns() { return further_columns; }

std::string field_text(const TransactionDraft& draft, Field field) {
  switch (field) {
    case Field::Date: return format_date(draft.date);
    case Field::Time: return draft.time.value_or(std::string());
    case Field::Type: return draft.type;
    case Field::Symbol: return draft.symbol;
    case Field::Isin: return draft.isin;
    case Field::Name: return draft.name;
    case Field::Quantity: return text_of(draft.quantity);
    case Field::Price: return text_of(draft.price);
    case Field::Amount: return text_of(draft.amount);
    case Field::Currency: return std::string(draft.currency.code());
    case Field::Fee: return text_of(draft.fee);
    case Field::Tax: return text_of(draft.tax);
    case Field::FxRate: return text_of(draft.fx_rate);
    case Field::Account: return draft.account;
    case Field::CounterAccount: return draft.counter_account;
    case Field::RatioTo: return text_of(draft.ratio_to);
    case Field::RatioFrom: return text_of(draft.ratio_from);
    case Field::ExternalId: return draft.external_id;
    case Field::Note: return draft.note;
    default: return further_text(draft, field);
  }
}

TransactionCsvWriter::TransactionCsvWriter(std::span<const Field> further)
    : columns_(own_columns.begin(), own_columns.end()) {
  columns_.insert(columns_.end(), further.begin(), further.end());
}

void TransactionCsvWriter::append_header(std::string& out) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) out.push_back(',');
    out.append(field_name(columns_[i]));
  }
  out.append("\r\n");
}

void TransactionCsvWriter::append(std::string& out, const TransactionDraft& draft) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) out.push_back(',');
    const std::string text = field_text(draft, columns_[i]);
    if (is_free_text(columns_[i]))
      append_csv_text(out, text);
    else
      out.append(text);
  }
  out.append("\r\n");
}

std::vector<Field> needed_further_columns(std::span<const TransactionDraft> drafts) {
  std::vector<Field> needed;
  for (const Field field : further_columns) {
    if (std::ranges::any_of(drafts, [&](const TransactionDraft& draft) { return !further_text(draft, field).empty(); }))
      needed.push_back(field);
  }
  return needed;
}

void append_price_csv(std::string& out, const PriceDraft& draft) {
  append_csv_text(out, draft.symbol);
  out.append(",").append(format_date(draft.date)).append(",").append(format_decimal(draft.close)).append(",");
  out.append(draft.currency.code()).append("\r\n");
}

void append_rate_csv(std::string& out, const RateDraft& draft) {
  out.append(draft.from.code())
      .append(",")
      .append(draft.to.code())
      .append(",")
      .append(format_date(draft.date))
      .append(",");
  out.append(format_decimal(draft.rate)).append("\r\n");
}

void append_csv_text(std::string& out, std::string_view text) {
  const bool guard = needs_formula_guard(text);
  const bool quote = text.find_first_of(",;\t|\"\r\n") != std::string_view::npos;
  if (quote) out.push_back('"');
  if (guard) out.push_back('\'');
  for (const char c : text) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  if (quote) out.push_back('"');
}

}  // namespace coffer::finance
