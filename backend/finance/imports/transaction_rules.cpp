#include "finance/imports/transaction_rules.hpp"

#include <algorithm>
#include <array>

namespace coffer::finance {
namespace {

enum class Direction { In, Out, Unsigned };

constexpr unsigned needs_instrument = 1;
constexpr unsigned needs_quantity = 2;
constexpr unsigned needs_amount = 4;
constexpr unsigned needs_price_or_amount = 8;
constexpr unsigned needs_ratio = 16;

struct Rule {
  std::string_view type;
  Direction direction;
  unsigned needs;
};

constexpr unsigned trade = needs_instrument | needs_quantity | needs_price_or_amount;
constexpr unsigned delivery = needs_instrument | needs_quantity;

constexpr Rule rules[] = {
    {"buy", Direction::Out, trade},
    {"sell", Direction::In, trade},
    {"dividend", Direction::In, needs_amount},
    {"interest", Direction::In, needs_amount},
    {"interest_charge", Direction::Out, needs_amount},
    {"income", Direction::In, needs_amount},
    {"expense", Direction::Out, needs_amount},
    {"fee", Direction::Out, needs_amount},
    {"fee_refund", Direction::In, needs_amount},
    {"tax", Direction::Out, needs_amount},
    {"tax_refund", Direction::In, needs_amount},
    {"deposit", Direction::In, needs_amount},
    {"withdrawal", Direction::Out, needs_amount},
    {"cash_transfer", Direction::Out, needs_amount},
    {"fx_exchange", Direction::Out, needs_amount},
    {"transfer", Direction::Unsigned, delivery},
    {"delivery_in", Direction::Unsigned, delivery},
    {"delivery_out", Direction::Unsigned, delivery},
    {"split", Direction::Unsigned, needs_instrument | needs_ratio},
    {"loan_draw", Direction::In, needs_amount},
    {"loan_repayment", Direction::Out, needs_amount},
    {"return_of_capital", Direction::In, needs_amount},
    {"reward", Direction::In, needs_instrument | needs_quantity},
    {"valuation", Direction::Unsigned, needs_price_or_amount},
};

const Rule* find_rule(std::string_view type) {
  const auto* found = std::ranges::find(rules, type, &Rule::type);
  return found == std::end(rules) ? nullptr : found;
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

void fold_amount(TransactionDraft& draft, const Rule& rule, StagedRow& row) {
  if (!draft.amount || !draft.amount->is_negative()) return;
  if (rule.direction == Direction::Out) {
    draft.amount = abs(*draft.amount);
  } else if (rule.direction == Direction::In) {
    report(row, Field::Amount,
           "The amount is negative, but a " + named(rule.type) +
               " brings money in. Choose another type, or correct the row it reverses.");
  }
}

void fold_quantity(TransactionDraft& draft, StagedRow& row) {
  if (!draft.quantity || !draft.quantity->is_negative()) return;
  if (draft.type == "sell" || draft.type == "delivery_out" || draft.type == "transfer") {
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

void settle_gross(TransactionDraft& draft, const Rule& rule, const std::optional<Decimal>& gross) {
  if (!gross || draft.amount) return;
  const Decimal costs = draft.fee.value_or(Decimal{}) + draft.tax.value_or(Decimal{});
  const Decimal whole = abs(*gross);
  draft.amount = rule.direction == Direction::Out  ? whole + costs
                 : rule.direction == Direction::In ? whole - costs
                                                   : whole;
}

void check_needs(const TransactionDraft& draft, const Rule& rule, StagedRow& row) {
  const auto need = [&](unsigned flag, bool present, Field field, std::string_view what) {
    if ((rule.needs & flag) == 0 || present || has_error(row, field)) return;
    report(row, field, "A " + named(rule.type) + " needs " + std::string(what) + ".");
  };
  need(needs_instrument, !draft.symbol.empty() || !draft.isin.empty() || !draft.name.empty(), Field::Symbol,
       "an instrument: fill in the symbol, the ISIN or the name");
  need(needs_quantity, draft.quantity && !draft.quantity->is_zero(), Field::Quantity,
       "a quantity: fill in the number of units");
  need(needs_amount, draft.amount.has_value(), Field::Amount, "an amount: fill it in");
  need(needs_price_or_amount, draft.price || draft.amount, Field::Price, "a price or an amount: fill in one of them");
  need(needs_ratio, draft.ratio_to.has_value(), Field::RatioTo,
       "its ratio: fill in the new and the old number of units");
}

}  // namespace

void complete_transaction(TransactionDraft& draft, const std::optional<Decimal>& gross, const ReadingPlan& plan,
                          StagedRow& row) {
  if (draft.ratio_to && !draft.ratio_from) draft.ratio_from = 1;
  const Rule* rule = find_rule(draft.type);
  if (rule == nullptr) return;
  if (plan.mapping.dialect == Mapping::Dialect::Foreign) {
    if (draft.price && draft.price->is_negative())
      report(row, Field::Price, "The price is negative. Write it as a positive number.");
    fold_quantity(draft, row);
    fold_cost(draft.fee, Field::Fee, plan.cost_sign, row);
    fold_cost(draft.tax, Field::Tax, plan.cost_sign, row);
    settle_gross(draft, *rule, gross);
    fold_amount(draft, *rule, row);
  }
  check_needs(draft, *rule, row);
  const bool moves_money = (rule->needs & (needs_amount | needs_price_or_amount)) != 0;
  if (draft.currency.is_empty()) draft.currency = plan.currency;
  if (moves_money && draft.currency.is_empty() && !has_error(row, Field::Currency)) {
    report(row, Field::Currency,
           "The row names no currency. Fill it in, or choose the currency of rows that name none.");
  }
}

}  // namespace coffer::finance
