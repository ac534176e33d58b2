#include "ledger/explain/event_nodes.hpp"

#include <algorithm>

#include "ledger/posting.hpp"

namespace coffer::ledger::trails {

using enum TransactionField;

TrailLabel EventNodes::label(TrailKind kind, TransactionIndex index, Currency currency) const {
  TrailLabel made;
  made.kind = kind;
  made.transaction = index;
  made.date = input_.transactions[index.value].date;
  made.type = input_.transactions[index.value].type;
  made.account = input_.transactions[index.value].account;
  made.instrument = input_.transactions[index.value].instrument;
  made.currency = currency;
  return made;
}

std::optional<Node> EventNodes::find(const std::vector<Node>& candidates, const Decimal& amount,
                                     const TrailLabel& label) {
  for (const Node one : candidates) {
    if (trail_.value(one) == amount) return one;
  }
  for (const Node one : candidates) {
    if (trail_.value(one) == -amount) return trail_.negate(label, one);
  }
  return std::nullopt;
}

// The first that has the amount asked for is it; those that the ledger account books come first.
std::vector<Node> EventNodes::candidates(TransactionIndex index, LedgerAccount ledger) {
  using T = TransactionType;
  const Transaction& of = sources_.transaction(index);
  std::vector<Node> nodes;
  const auto add_field = [&](TransactionField field) {
    if (const auto node = sources_.field(index, field)) nodes.push_back(*node);
  };
  const bool is_trade = of.type == T::Buy || of.type == T::Sell ||
                        (of.type == T::DeliveryOut && of.detail->delivery == DeliveryMode::Realises);
  if (ledger == LedgerAccount::ExpenseFee && of.type == T::Transfer) nodes.push_back(sources_.asset_fee(index));
  if (ledger == LedgerAccount::ExpenseFee) add_field(Fee);
  if (ledger == LedgerAccount::ExpenseTax) add_field(Tax);
  if (ledger == LedgerAccount::ExpenseInterest) add_field(TransactionField::Interest);
  if (ledger == LedgerAccount::IncomeInterest && is_trade) add_field(Accrued);
  if (is_trade) {
    const SourceNodes::Terms terms = sources_.trade_terms(index);
    if (ledger == LedgerAccount::Position) nodes.push_back(terms.priced_gross);
    nodes.insert(nodes.end(), {terms.settled, terms.gross, terms.priced_gross});
  }
  if (of.type == T::Dividend || of.type == T::Interest || of.type == T::Income) {
    if (ledger == LedgerAccount::Cash) add_field(SettledAmount);
    if (ledger == LedgerAccount::Cash) nodes.push_back(sources_.income_net(index));
    nodes.insert(nodes.end(), {sources_.income_gross(index), sources_.income_net(index)});
  }
  if (of.type == T::Reward || (of.type == T::StockDividend && of.quantity && (of.amount || of.price)))
    nodes.push_back(sources_.received_value(index));
  if (of.type == T::Transfer && of.detail->fee_quantity.is_positive()) nodes.push_back(sources_.asset_fee(index));
  for (const TransactionField field : {Amount, CounterAmount, SettledAmount, FractionAmount, Fee, Tax, Accrued})
    add_field(field);
  if (of.type == T::LoanRepayment) {
    add_field(TransactionField::Interest);
    std::vector<Node> less;
    if (const auto interest = sources_.field(index, TransactionField::Interest)) less.push_back(*interest);
    if (const auto fee = sources_.field(index, Fee)) less.push_back(*fee);
    nodes.push_back(
        trail_.difference(label(TrailKind::Settled, index, of.currency), *sources_.field(index, Amount), less));
  }
  return nodes;
}

Node EventNodes::money(TransactionIndex index, LedgerAccount ledger, const Decimal& amount) {
  const TrailLabel made = label(TrailKind::Settled, index, sources_.transaction(index).currency);
  if (const auto found = find(candidates(index, ledger), amount, made)) return *found;
  throw Unexplained("money booked: " + format_decimal(amount));
}

namespace {
std::vector<Posting> postings_of(const BookInput& input, TransactionIndex index, Date date) {
  auto postings =
      post_transaction(input.transactions[index.value], {.accounts = input.accounts, .instruments = input.instruments});
  if (!postings) throw Unexplained(postings.error().detail);
  std::erase_if(*postings, [&](const Posting& one) { return one.date != date || one.amount.is_zero(); });
  return std::move(*postings);
}
}  // namespace

Node EventNodes::income(const IncomeStep& step) {
  const TransactionIndex index = transaction_of(step.event);
  for (const Posting& posting : postings_of(input_, index, step.date)) {
    if (posting.ledger != step.ledger || posting.account != step.account || posting.instrument != step.instrument)
      continue;
    const TrailLabel made = label(TrailKind::Converted, index, book_.report);
    const Node booked = money(index, step.ledger, -posting.amount);
    const Node node = sources_.to_report(booked, sources_.place_of(posting.currency), index, step.date, made);
    if (trail_.value(node) == step.amount) return node;
  }
  // The cash of a merger is income where the policy has it so; no posting says that.
  const Transaction& of = sources_.transaction(index);
  const Node node = sources_.to_report(*sources_.field(index, Amount), sources_.place_of(of.currency), index, step.date,
                                       label(TrailKind::Converted, index, book_.report));
  return trail_.checked(node, step.amount, "income");
}

Node EventNodes::cash(const CashStep& step) {
  // The event is the one of that day whose booking has this amount; several with one amount say the same.
  const LedgerAccount ledger = step.place == CashPlace::Loan   ? LedgerAccount::Loan
                               : step.place == CashPlace::Cash ? LedgerAccount::Cash
                                                               : LedgerAccount::Transit;
  return money(transaction_of(step.event), ledger, step.amount);
}

Node EventNodes::cash_booked(const CashStep& step) {
  const TransactionIndex index = transaction_of(step.event);
  const Node node =
      sources_.to_report(cash(step), step.currency, index, step.date, label(TrailKind::Converted, index, book_.report));
  return trail_.checked(node, step.booked, "cash as booked");
}

template <class Counts>
Node EventNodes::flow(std::uint32_t event, Date date, const Decimal& amount, const Counts& counts) {
  const TransactionIndex index = transaction_of(event);
  std::vector<Posting> legs = postings_of(input_, index, date);
  std::erase_if(legs, [&](const Posting& one) { return !counts(one); });
  // Two legs that cancel say nothing.
  for (std::size_t i = 0; i < legs.size(); ++i) {
    for (std::size_t k = i + 1; k < legs.size(); ++k) {
      if (legs[i].currency != legs[k].currency || legs[i].amount != -legs[k].amount) continue;
      legs.erase(legs.begin() + static_cast<std::ptrdiff_t>(k));
      legs.erase(legs.begin() + static_cast<std::ptrdiff_t>(i));
      i = static_cast<std::size_t>(-1);
      break;
    }
  }
  std::vector<Node> parts;
  for (const Posting& leg : legs) {
    const Node booked = money(index, leg.ledger, leg.amount);
    parts.push_back(sources_.to_report(booked, sources_.place_of(leg.currency), index, date,
                                       label(TrailKind::Converted, index, book_.report)));
  }
  return trail_.checked(trail_.sum(label(TrailKind::Flow, index, book_.report), parts), amount, "flow");
}

Node EventNodes::account_flow(const AccountFlow& of) {
  return flow(of.event, of.date, of.amount,
              [&](const Posting& one) { return one.account == of.account && one.ledger != LedgerAccount::Outside; });
}

Node EventNodes::instrument_flow(const InstrumentFlow& of) {
  return flow(of.event, of.date, of.amount, [&](const Posting& one) { return one.instrument == of.instrument; });
}

}  // namespace coffer::ledger::trails
