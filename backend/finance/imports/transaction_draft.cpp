#include "finance/imports/transaction_draft.hpp"

#include <algorithm>
#include <tuple>

#include "finance/transactions/field_rules.hpp"
#include "ledger/transaction.hpp"

namespace coffer::finance {
namespace {

constexpr std::size_t longest_identifier = 200;
constexpr std::size_t longest_category = 100;
constexpr std::size_t longest_note = 2000;
// numeric(38,18)
const Decimal first_too_large = Decimal::from_parts(detail::compute_power_of_ten(20), 0);

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::optional<RowError> check_length(Field field, std::string_view text, std::size_t longest) {
  if (text.size() <= longest || characters(text) <= longest) return std::nullopt;
  return RowError{std::nullopt, field,
                  "Shorten the " + std::string(field_name(field)) + " to " + std::to_string(longest) + " characters."};
}

std::optional<RowError> check_size(Field field, const std::optional<Decimal>& value) {
  if (!value || abs(*value) < first_too_large) return std::nullopt;
  return RowError{std::nullopt, field, "The number is too large to be recorded. Correct it."};
}

void keep_charge(std::optional<Decimal>& charge, const std::optional<Decimal>& told) {
  if (told && !told->is_zero()) charge = told;
}

// PostgreSQL says 15:30:00 where the file said 15:30.
std::optional<std::string> short_time(std::optional<std::string> time) {
  if (time && time->size() == 8 && time->ends_with(":00")) time->resize(5);
  return time;
}

}  // namespace

TransactionDraft to_draft(const TransactionFields& fields) {
  TransactionDraft draft;
  draft.type = ledger::transaction_type_name(fields.type);
  draft.date = fields.date;
  draft.time = short_time(fields.time);
  draft.settlement_date = fields.settlement_date;
  draft.quantity = fields.quantity;
  draft.price = fields.price;
  draft.amount = fields.amount;
  draft.currency = fields.currency;
  draft.fee = fields.fee;
  draft.tax = fields.tax;
  draft.accrued_interest = fields.accrued_interest;
  draft.fx_rate = fields.fx_rate;
  draft.counter_date = fields.counter_date;
  draft.counter_amount = fields.counter_amount;
  if (fields.counter_currency) draft.counter_currency = *fields.counter_currency;
  draft.ratio_to = fields.ratio_to;
  draft.ratio_from = fields.ratio_from;
  draft.cost = fields.cost;
  draft.cost_date = fields.cost_date;
  draft.realises = fields.realises;
  draft.principal = fields.principal;
  draft.interest = fields.interest;
  draft.category = fields.category.value_or("");
  draft.sequence = fields.sequence;
  draft.external_id = fields.external_id.value_or("");
  draft.note = fields.note.value_or("");
  draft.arrival = fields.arrival;
  draft.fee_quantity = fields.fee_quantity;
  draft.fee_price = fields.fee_price;
  draft.new_quantity = fields.new_quantity;
  draft.new_price = fields.new_price;
  draft.cost_share = fields.cost_share;
  draft.rights = fields.rights;
  if (fields.cash_in_lieu) {
    draft.cash_in_lieu_quantity = fields.cash_in_lieu->quantity;
    draft.cash_in_lieu_amount = fields.cash_in_lieu->amount;
  }
  return draft;
}

std::optional<RowError> find_excess(const TransactionDraft& draft) {
  for (const auto& fault : {check_length(Field::ExternalId, draft.external_id, longest_identifier),
                            check_length(Field::Category, draft.category, longest_category),
                            check_length(Field::Note, draft.note, longest_note),
                            check_size(Field::Quantity, draft.quantity),
                            check_size(Field::Price, draft.price),
                            check_size(Field::Amount, draft.amount),
                            check_size(Field::Fee, draft.fee),
                            check_size(Field::Tax, draft.tax),
                            check_size(Field::AccruedInterest, draft.accrued_interest),
                            check_size(Field::FxRate, draft.fx_rate),
                            check_size(Field::CounterAmount, draft.counter_amount),
                            check_size(Field::Cost, draft.cost),
                            check_size(Field::Principal, draft.principal),
                            check_size(Field::Interest, draft.interest),
                            check_size(Field::FeeQuantity, draft.fee_quantity),
                            check_size(Field::FeePrice, draft.fee_price),
                            check_size(Field::NewQuantity, draft.new_quantity),
                            check_size(Field::NewPrice, draft.new_price),
                            check_size(Field::CostShare, draft.cost_share),
                            check_size(Field::CashInLieuQuantity, draft.cash_in_lieu_quantity),
                            check_size(Field::CashInLieuAmount, draft.cash_in_lieu_amount)}) {
    if (fault) return fault;
  }
  return std::nullopt;
}

bool is_fact(const TransactionDraft& draft) { return draft.type == "split" && !draft.cash_in_lieu_amount; }

std::optional<Field> field_at(std::string_view pointer) {
  if (pointer.starts_with('/')) pointer.remove_prefix(1);
  if (pointer == "instrument") return Field::Symbol;
  if (pointer == "new_instrument") return Field::NewSymbol;
  if (pointer == "cash_in_lieu/quantity") return Field::CashInLieuQuantity;
  if (pointer.starts_with("cash_in_lieu")) return Field::CashInLieuAmount;
  return parse_field(pointer);
}

void drop_idle_fields(TransactionFields& fields) {
  for (std::size_t i = 0; i < transaction_field_count; ++i) {
    const auto field = static_cast<TransactionField>(i);
    if (!takes(fields.type, field)) clear_field(fields, field);
  }
}

TransactionFields to_fields(const TransactionDraft& draft, const DraftParties& parties) {
  TransactionFields fields;
  fields.account = parties.account;
  fields.type = ledger::parse_transaction_type(draft.type).value();
  fields.date = draft.date;
  fields.time = draft.time;
  fields.settlement_date = draft.settlement_date;
  fields.instrument = parties.instrument;
  fields.quantity = draft.quantity;
  fields.price = draft.price;
  fields.amount = draft.amount;
  fields.currency = draft.currency;
  fields.fee = draft.fee;
  fields.tax = draft.tax;
  fields.accrued_interest = draft.accrued_interest;
  fields.fx_rate = draft.fx_rate;
  fields.counter_account = parties.counter_account;
  fields.counter_date = draft.counter_date;
  fields.counter_amount = draft.counter_amount;
  if (!draft.counter_currency.is_empty()) fields.counter_currency = draft.counter_currency;
  fields.ratio_to = draft.ratio_to;
  fields.ratio_from = draft.ratio_from;
  fields.cost = draft.cost;
  fields.cost_date = draft.cost_date;
  fields.realises = draft.realises;
  fields.principal = draft.principal;
  fields.interest = draft.interest;
  fields.category = unless_empty(draft.category);
  fields.sequence = draft.sequence;
  fields.external_id = unless_empty(draft.external_id);
  fields.note = unless_empty(draft.note);
  fields.arrival = draft.arrival;
  fields.fee_quantity = draft.fee_quantity;
  fields.fee_price = draft.fee_price;
  fields.new_instrument = parties.new_instrument;
  fields.new_quantity = draft.new_quantity;
  fields.new_price = draft.new_price;
  fields.cost_share = draft.cost_share;
  fields.rights = draft.rights;
  if (draft.cash_in_lieu_quantity && draft.cash_in_lieu_amount)
    fields.cash_in_lieu = CashInLieu{*draft.cash_in_lieu_quantity, *draft.cash_in_lieu_amount};
  const auto charges = std::tuple(fields.fee, fields.tax, fields.accrued_interest);
  drop_idle_fields(fields);
  keep_charge(fields.fee, std::get<0>(charges));
  keep_charge(fields.tax, std::get<1>(charges));
  keep_charge(fields.accrued_interest, std::get<2>(charges));
  return fields;
}

}  // namespace coffer::finance
