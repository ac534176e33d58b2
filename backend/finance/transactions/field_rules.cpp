#include "finance/transactions/field_rules.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cassert>
#include <string>

namespace coffer::finance {
namespace {

using F = TransactionField;
using Type = TransactionType;

constexpr std::array field_names = {std::string_view("account"),
                                    std::string_view("date"),
                                    std::string_view("time"),
                                    std::string_view("settlement_date"),
                                    std::string_view("instrument"),
                                    std::string_view("quantity"),
                                    std::string_view("price"),
                                    std::string_view("amount"),
                                    std::string_view("currency"),
                                    std::string_view("fee"),
                                    std::string_view("tax"),
                                    std::string_view("accrued_interest"),
                                    std::string_view("fx_rate"),
                                    std::string_view("counter_account"),
                                    std::string_view("counter_date"),
                                    std::string_view("counter_amount"),
                                    std::string_view("counter_currency"),
                                    std::string_view("arrival"),
                                    std::string_view("fee_quantity"),
                                    std::string_view("fee_price"),
                                    std::string_view("ratio_to"),
                                    std::string_view("ratio_from"),
                                    std::string_view("new_instrument"),
                                    std::string_view("new_quantity"),
                                    std::string_view("new_price"),
                                    std::string_view("cost_share"),
                                    std::string_view("rights"),
                                    std::string_view("cash_in_lieu"),
                                    std::string_view("lots"),
                                    std::string_view("cost"),
                                    std::string_view("cost_date"),
                                    std::string_view("realises"),
                                    std::string_view("loan"),
                                    std::string_view("principal"),
                                    std::string_view("interest"),
                                    std::string_view("category"),
                                    std::string_view("sequence"),
                                    std::string_view("external_id"),
                                    std::string_view("note")};
static_assert(field_names.size() == transaction_field_count);

std::vector<FieldAlternative> amount_or_price() {
  return {{{{F::Amount}, {F::Quantity, F::Price}}, "Give an amount, or a quantity and a price."}};
}

std::vector<FieldAlternative> receiver() {
  return {{{{F::CounterAccount}, {F::Arrival}}, "Name the account that receives, or say that the arrival is pending."}};
}

// What every type takes frames what is its own.
TypeRule rule(Type type, std::vector<F> required, std::vector<F> optional,
              std::vector<FieldAlternative> alternatives = {}) {
  TypeRule made{type, {{F::Date, FieldUse::Required}, {F::Account, FieldUse::Required}}, std::move(alternatives)};
  for (const F field : required) made.fields.push_back({field, FieldUse::Required});
  for (const F field : optional) made.fields.push_back({field, FieldUse::Optional});
  made.fields.push_back({F::Currency, FieldUse::Required});
  for (const F field : {F::Time, F::SettlementDate, F::Note, F::ExternalId, F::Sequence})
    made.fields.push_back({field, FieldUse::Optional});
  return made;
}

std::vector<TypeRule> trade_rules() {
  return {
      rule(Type::Buy, {F::Instrument, F::Quantity},
           {F::Price, F::Amount, F::Fee, F::Tax, F::AccruedInterest, F::FxRate, F::Lots}, amount_or_price()),
      rule(Type::Sell, {F::Instrument, F::Quantity},
           {F::Price, F::Amount, F::Fee, F::Tax, F::AccruedInterest, F::FxRate, F::Lots}, amount_or_price()),
      rule(Type::Swap, {F::Instrument, F::Quantity, F::NewInstrument, F::NewQuantity, F::Amount},
           {F::Fee, F::Tax, F::Lots}),
      rule(Type::DeliveryIn, {F::Instrument, F::Quantity}, {F::Cost, F::CostDate, F::Price, F::Amount}),
      rule(Type::DeliveryOut, {F::Instrument, F::Quantity}, {F::Realises, F::Price, F::Amount, F::Lots}),
      rule(Type::Reward, {F::Instrument, F::Quantity}, {F::Price, F::Amount, F::Tax, F::Fee}, amount_or_price()),
  };
}

std::vector<TypeRule> money_rules() {
  const std::vector<F> income{F::Amount, F::Quantity, F::Price,         F::Tax,
                              F::Fee,    F::FxRate,   F::CounterAmount, F::CounterCurrency};
  std::vector<F> of_perhaps = income;
  of_perhaps.insert(of_perhaps.begin(), F::Instrument);
  std::vector<F> categorised = of_perhaps;
  categorised.push_back(F::Category);
  return {
      rule(Type::Dividend, {F::Instrument}, income, amount_or_price()),
      rule(Type::Interest, {}, of_perhaps, amount_or_price()),
      rule(Type::Income, {}, categorised, amount_or_price()),
      rule(Type::InterestCharge, {F::Amount}, {F::Instrument}),
      rule(Type::Expense, {F::Amount}, {F::Instrument, F::Category}),
      rule(Type::Fee, {F::Amount}, {F::Instrument}),
      rule(Type::FeeRefund, {F::Amount}, {F::Instrument}),
      rule(Type::Tax, {F::Amount}, {F::Instrument}),
      rule(Type::TaxRefund, {F::Amount}, {F::Instrument}),
      rule(Type::Deposit, {F::Amount}, {}),
      rule(Type::Withdrawal, {F::Amount}, {}),
      rule(Type::LoanDraw, {F::Loan, F::Amount}, {}),
      rule(Type::LoanRepayment, {F::Loan}, {F::Amount, F::Principal, F::Interest, F::Fee},
           {{{{F::Amount}, {F::Principal}}, "Give the amount, or the principal."}}),
  };
}

std::vector<TypeRule> movement_rules() {
  return {
      rule(Type::CashTransfer, {F::Amount},
           {F::CounterAccount, F::Arrival, F::CounterDate, F::CounterAmount, F::CounterCurrency, F::FxRate, F::Fee,
            F::Tax},
           receiver()),
      rule(Type::Transfer, {F::Instrument, F::Quantity},
           {F::CounterAccount, F::Arrival, F::CounterDate, F::FeeQuantity, F::FeePrice, F::Lots}, receiver()),
      rule(Type::FxExchange, {F::Amount, F::CounterCurrency}, {F::CounterAmount, F::FxRate, F::Fee, F::Tax},
           {{{{F::CounterAmount}, {F::FxRate}}, "Give the amount that arrives, or the rate."}}),
  };
}

std::vector<TypeRule> action_rules() {
  return {
      rule(Type::Split, {F::Instrument, F::RatioTo, F::RatioFrom}, {F::CashInLieu}),
      rule(Type::StockDividend, {F::Instrument, F::Quantity}, {F::Price, F::Amount, F::Tax, F::Fee}),
      rule(Type::SpinOff, {F::Instrument, F::NewInstrument, F::RatioTo, F::RatioFrom, F::CostShare}, {F::CashInLieu}),
      rule(Type::Merger, {F::Instrument}, {F::NewInstrument, F::RatioTo, F::RatioFrom, F::Amount, F::NewPrice},
           {{{{F::NewInstrument, F::RatioTo, F::RatioFrom}, {F::Amount}},
             "Name the new instrument with the ratio, or give the cash that was all."}}),
      rule(Type::Rights, {F::Instrument, F::NewInstrument},
           {F::Rights, F::RatioTo, F::RatioFrom, F::CostShare, F::Quantity, F::NewQuantity, F::Amount},
           {{{{F::RatioTo, F::RatioFrom}, {F::Quantity, F::NewQuantity, F::Amount}},
             "Give the ratio of a grant; of an exercise the rights, the new units and the subscription."}}),
      rule(Type::ReturnOfCapital, {F::Instrument, F::Amount}, {}),
      rule(Type::SymbolChange, {F::Instrument, F::NewInstrument}, {}),
  };
}

std::vector<TypeRule> statement_rules() {
  return {
      rule(Type::Valuation, {F::Amount}, {F::Instrument}),
      rule(Type::Balance, {}, {F::Amount, F::Instrument, F::Quantity},
           {{{{F::Amount}, {F::Instrument, F::Quantity}},
             "Give the balance of the money, or the units of an instrument."}}),
  };
}

std::vector<TypeRule> all_rules() {
  std::vector<TypeRule> rules;
  for (auto& part : {trade_rules(), money_rules(), movement_rules(), action_rules(), statement_rules()})
    rules.insert(rules.end(), part.begin(), part.end());
  return rules;
}

std::string spoken(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string_view article(std::string_view word) {
  return std::string_view("aeiou").find(word.front()) == std::string_view::npos ? "A " : "An ";
}

std::string missing(TransactionField field) {
  switch (field) {
    case F::Instrument: return "Name the instrument.";
    case F::NewInstrument: return "Name the new instrument.";
    case F::Quantity: return "Give a quantity above zero.";
    case F::NewQuantity: return "Give the quantity received, above zero.";
    case F::Amount: return "Give an amount.";
    case F::RatioTo: return "Give the number of new units, above zero.";
    case F::RatioFrom: return "Give the number of old units, above zero.";
    case F::CostShare: return "Give the share of the cost that goes to the new instrument.";
    case F::Loan: return "Name the loan account.";
    case F::CounterCurrency: return "Name the other currency.";
    default: return "Give the " + spoken(transaction_field_name(field)) + ".";
  }
}

// Calls `visit` with the member that holds a field. The receiver of a transfer and the loan share one: it is the one or
// the other by the type.
template <class Visit>
void with_member(TransactionField field, TransactionType type, Visit visit) {
  using T = TransactionFields;
  switch (field) {
    case F::Time: return visit(&T::time);
    case F::SettlementDate: return visit(&T::settlement_date);
    case F::Instrument: return visit(&T::instrument);
    case F::Quantity: return visit(&T::quantity);
    case F::Price: return visit(&T::price);
    case F::Amount: return visit(&T::amount);
    case F::Fee: return visit(&T::fee);
    case F::Tax: return visit(&T::tax);
    case F::AccruedInterest: return visit(&T::accrued_interest);
    case F::FxRate: return visit(&T::fx_rate);
    case F::CounterAccount:
      if (!is_loan_type(type)) visit(&T::counter_account);
      return;
    case F::Loan:
      if (is_loan_type(type)) visit(&T::counter_account);
      return;
    case F::CounterDate: return visit(&T::counter_date);
    case F::CounterAmount: return visit(&T::counter_amount);
    case F::CounterCurrency: return visit(&T::counter_currency);
    case F::Arrival: return visit(&T::arrival);
    case F::FeeQuantity: return visit(&T::fee_quantity);
    case F::FeePrice: return visit(&T::fee_price);
    case F::RatioTo: return visit(&T::ratio_to);
    case F::RatioFrom: return visit(&T::ratio_from);
    case F::NewInstrument: return visit(&T::new_instrument);
    case F::NewQuantity: return visit(&T::new_quantity);
    case F::NewPrice: return visit(&T::new_price);
    case F::CostShare: return visit(&T::cost_share);
    case F::Rights: return visit(&T::rights);
    case F::CashInLieu: return visit(&T::cash_in_lieu);
    case F::Lots: return visit(&T::lots);
    case F::Cost: return visit(&T::cost);
    case F::CostDate: return visit(&T::cost_date);
    case F::Realises: return visit(&T::realises);
    case F::Principal: return visit(&T::principal);
    case F::Interest: return visit(&T::interest);
    case F::Category: return visit(&T::category);
    case F::Sequence: return visit(&T::sequence);
    case F::ExternalId: return visit(&T::external_id);
    case F::Note: return visit(&T::note);
    case F::Account:
    case F::Date:
    case F::Currency: break;
  }
}

// Whether the field is said, and whether both say the same of it.
struct Said {
  bool is_said = false;
  bool is_same = false;
};

Said said(TransactionField field, const TransactionFields& fields, const TransactionFields* before) {
  if (field == F::Account || field == F::Date || field == F::Currency) return {.is_said = true, .is_same = true};
  Said found;
  with_member(field, fields.type, [&](auto member) {
    found = {(fields.*member).has_value(), before != nullptr && before->*member == fields.*member};
  });
  return found;
}

using FieldSet = std::bitset<transaction_field_count>;

FieldSet taken_by(const TypeRule& rule) {
  FieldSet taken;
  for (const auto& [field, use] : rule.fields) taken.set(static_cast<std::size_t>(field));
  return taken;
}

bool is_whole(const std::vector<TransactionField>& group, const TransactionFields& fields) {
  return std::ranges::all_of(group, [&](TransactionField field) { return said(field, fields, nullptr).is_said; });
}

std::string pointer_to(TransactionField field) { return "/" + std::string(transaction_field_name(field)); }

}  // namespace

std::string_view transaction_field_name(TransactionField field) { return field_names[static_cast<std::size_t>(field)]; }

std::span<const TypeRule> type_rules() {
  static const std::vector<TypeRule> rules = all_rules();
  return rules;
}

const TypeRule& rule_of(TransactionType type) {
  const auto found = std::ranges::find(type_rules(), type, &TypeRule::type);
  assert(found != type_rules().end());
  return *found;
}

bool takes(TransactionType type, TransactionField field) {
  static const auto taken = [] {
    std::array<FieldSet, static_cast<std::size_t>(Type::Balance) + 1> sets;
    for (const auto& rule : type_rules()) sets[static_cast<std::size_t>(rule.type)] = taken_by(rule);
    return sets;
  }();
  return taken[static_cast<std::size_t>(type)].test(static_cast<std::size_t>(field));
}

void clear_field(TransactionFields& fields, TransactionField field) {
  with_member(field, fields.type, [&](auto member) { (fields.*member).reset(); });
}

std::vector<FieldError> find_rule_faults(const TransactionFields& fields, const TransactionFields* before) {
  const auto& rule = rule_of(fields.type);
  const auto* same_type = before != nullptr && before->type == fields.type ? before : nullptr;
  std::vector<FieldError> faults;
  for (const auto& [field, use] : rule.fields) {
    if (use == FieldUse::Required && !said(field, fields, nullptr).is_said)
      faults.push_back({pointer_to(field), missing(field)});
  }
  for (const auto& alternative : rule.alternatives) {
    const bool met =
        std::ranges::any_of(alternative.groups, [&](const auto& group) { return is_whole(group, fields); });
    if (!met) faults.push_back({pointer_to(alternative.groups.front().front()), std::string(alternative.detail)});
  }
  const auto name = spoken(ledger::transaction_type_name(fields.type));
  for (std::size_t i = 0; i < field_names.size(); ++i) {
    const auto field = static_cast<TransactionField>(i);
    if (takes(fields.type, field)) continue;
    const auto found = said(field, fields, same_type);
    if (!found.is_said || found.is_same) continue;
    faults.push_back({pointer_to(field), std::string(article(name)) + name + " takes no " +
                                             spoken(transaction_field_name(field)) + ". Leave it out."});
  }
  return faults;
}

std::vector<FieldError> find_currency_faults(const TransactionFields& fields, const BookIndex& index) {
  const bool trade = fields.type == Type::Buy || fields.type == Type::Sell;
  if (!trade || !fields.instrument || fields.fx_rate || fields.amount || !fields.price) return {};
  const auto place = index.instrument(*fields.instrument);
  if (!place.is_set()) return {};
  const auto priced_in = index.instruments[place.value].currency;
  if (priced_in == fields.currency) return {};
  return {{"/fx_rate", "The price is in " + std::string(priced_in.code()) + ", the money in " +
                           std::string(fields.currency.code()) + ": give the rate, or the amount that was paid."}};
}

}  // namespace coffer::finance
