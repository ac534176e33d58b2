#include "finance/imports/transaction_rules.hpp"

#include <algorithm>

#include "finance/imports/transaction_draft.hpp"
#include "finance/transactions/field_rules.hpp"

namespace coffer::finance {
namespace {

enum class Direction { In, Out, Unsigned };

struct Rule {
  std::string_view type;
  Direction direction;
};

// Where the money of an event goes; those that move none, or either way, are not here.
constexpr Rule rules[] = {
    {"buy", Direction::Out},
    {"sell", Direction::In},
    {"dividend", Direction::In},
    {"interest", Direction::In},
    {"interest_charge", Direction::Out},
    {"income", Direction::In},
    {"expense", Direction::Out},
    {"fee", Direction::Out},
    {"fee_refund", Direction::In},
    {"tax", Direction::Out},
    {"tax_refund", Direction::In},
    {"deposit", Direction::In},
    {"withdrawal", Direction::Out},
    {"cash_transfer", Direction::Out},
    {"fx_exchange", Direction::Out},
    {"loan_draw", Direction::In},
    {"loan_repayment", Direction::Out},
    {"return_of_capital", Direction::In},
    {"reward", Direction::In},
    {"merger", Direction::In},
};

Direction direction_of(std::string_view type) {
  const auto* found = std::ranges::find(rules, type, &Rule::type);
  return found == std::end(rules) ? Direction::Unsigned : found->direction;
}

void report(StagedRow& row, Field field, std::string detail) {
  const auto value = std::ranges::find(row.values, field, &FieldText::field);
  row.errors.push_back({value == row.values.end() ? std::nullopt : value->column, field, std::move(detail)});
}

bool has_error(const StagedRow& row, Field field) {
  return std::ranges::any_of(row.errors, [&](const RowError& error) { return error.field == field; });
}

std::string named(std::string_view type) {
  std::string name(type);
  std::ranges::replace(name, '_', ' ');
  return name;
}

void fold_amount(TransactionDraft& draft, Direction direction, StagedRow& row) {
  if (!draft.amount || !draft.amount->is_negative()) return;
  if (direction == Direction::Out) {
    draft.amount = abs(*draft.amount);
  } else if (direction == Direction::In) {
    report(row, Field::Amount,
           "The amount is negative, but a " + named(draft.type) +
               " brings money in. Choose another type, or correct the row it reverses.");
  }
}

void fold_quantity(TransactionDraft& draft, StagedRow& row) {
  if (!draft.quantity || !draft.quantity->is_negative()) return;
  if (draft.type == "sell" || draft.type == "delivery_out" || draft.type == "transfer" || draft.type == "swap") {
    draft.quantity = abs(*draft.quantity);
    return;
  }
  report(row, Field::Quantity,
         "The quantity is negative, but a " + named(draft.type) +
             " adds units. Choose another type, or correct the row it reverses.");
}

void fold_cost(std::optional<Decimal>& cost, Field field, CostSign sign, StagedRow& row) {
  if (!cost || cost->is_zero()) return;
  if (sign == CostSign::Negative) cost = -*cost;
  if (cost->is_negative()) {
    report(row, field,
           "The " + std::string(field_name(field)) +
               " is negative. Write what was charged as a positive number; a refund is a row of its own.");
  }
}

void settle_gross(TransactionDraft& draft, Direction direction, const std::optional<Decimal>& gross) {
  if (!gross || draft.amount) return;
  const Decimal costs = draft.fee.value_or(Decimal{}) + draft.tax.value_or(Decimal{});
  const Decimal whole = abs(*gross);
  draft.amount = direction == Direction::Out ? whole + costs : direction == Direction::In ? whole - costs : whole;
}

// What stands in the cells that name an instrument or an account counts as named; what it means is found later.
DraftParties named_parties(const TransactionDraft& draft) {
  DraftParties parties;
  if (!draft.symbol.empty() || !draft.isin.empty() || !draft.name.empty()) parties.instrument.emplace();
  if (!draft.new_symbol.empty() || !draft.new_isin.empty() || !draft.new_name.empty()) parties.new_instrument.emplace();
  if (!draft.counter_account.empty() || !draft.loan.empty()) parties.counter_account.emplace();
  return parties;
}

void check_needs(const TransactionDraft& draft, StagedRow& row) {
  for (const auto& fault : find_rule_faults(to_fields(draft, named_parties(draft)))) {
    const auto field = field_at(fault.pointer);
    if (!field || !has_error(row, *field)) report(row, field.value_or(Field::Type), fault.detail);
  }
  if (draft.cash_in_lieu_quantity.has_value() != draft.cash_in_lieu_amount.has_value()) {
    report(row, draft.cash_in_lieu_amount ? Field::CashInLieuQuantity : Field::CashInLieuAmount,
           "Give both of the cash in lieu: the fraction of a unit, and the money for it.");
  }
}

}  // namespace

void complete_transaction(TransactionDraft& draft, const std::optional<Decimal>& gross, const ReadingPlan& plan,
                          StagedRow& row) {
  if (draft.ratio_to && !draft.ratio_from) draft.ratio_from = 1;
  if (draft.currency.is_empty()) draft.currency = plan.currency;
  if (draft.type.empty()) return;
  const Direction direction = direction_of(draft.type);
  if (plan.mapping.dialect == Mapping::Dialect::Foreign) {
    if (draft.price && draft.price->is_negative())
      report(row, Field::Price, "The price is negative. Write it as a positive number.");
    fold_quantity(draft, row);
    fold_cost(draft.fee, Field::Fee, plan.cost_sign, row);
    fold_cost(draft.tax, Field::Tax, plan.cost_sign, row);
    settle_gross(draft, direction, gross);
    fold_amount(draft, direction, row);
  }
  check_needs(draft, row);
}

}  // namespace coffer::finance
