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

Node EventNodes::money(TransactionIndex index, AmountSource source) {
  const auto field = [&](TransactionField one) { return sources_.field(index, one); };
  std::optional<Node> node;
  switch (source) {
    case AmountSource::None: break;
    case AmountSource::Amount: node = field(Amount); break;
    case AmountSource::Gross: node = sources_.trade_terms(index).gross; break;
    case AmountSource::PricedGross: node = sources_.trade_terms(index).priced_gross; break;
    case AmountSource::Settled: node = sources_.trade_terms(index).settled; break;
    case AmountSource::IncomeGross: node = sources_.income_gross(index); break;
    case AmountSource::IncomeNet: node = sources_.income_net(index); break;
    case AmountSource::SettledAmount: node = field(SettledAmount); break;
    case AmountSource::Fee: node = field(Fee); break;
    case AmountSource::Tax: node = field(Tax); break;
    case AmountSource::Accrued: node = field(Accrued); break;
    case AmountSource::Interest: node = field(TransactionField::Interest); break;
    case AmountSource::CounterAmount: node = field(CounterAmount); break;
    case AmountSource::AssetFee: node = sources_.asset_fee(index); break;
    case AmountSource::DeliveredCost: node = sources_.delivered_cost(index); break;
    case AmountSource::ReceivedValue: node = sources_.received_value(index); break;
    case AmountSource::Fraction: node = field(FractionAmount); break;
    case AmountSource::Repaid: {
      std::vector<Node> less;
      for (const TransactionField one : {TransactionField::Interest, Fee}) {
        if (const auto part = field(one)) less.push_back(*part);
      }
      node = trail_.difference(label(TrailKind::Settled, index, sources_.transaction(index).currency), *field(Amount),
                               less);
    }
  }
  if (!node) throw Unexplained("an amount that the transaction does not state");
  return *node;
}

Node EventNodes::money(TransactionIndex index, AmountSource of, const Decimal& amount) {
  const Node node = money(index, of);
  if (trail_.value(node) == amount) return node;
  const TrailLabel made = label(TrailKind::Settled, index, sources_.transaction(index).currency);
  return trail_.checked(trail_.negate(made, node), amount, "money booked");
}

Node EventNodes::posted(const Posting& posting, std::uint32_t event) {
  return money(transaction_of(event), posting.source, posting.amount);
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
    if (posting.ledger != step.ledger || posting.account != step.account || posting.instrument != step.instrument ||
        posting.source != step.source)
      continue;
    const TrailLabel made = label(TrailKind::Converted, index, book_.report);
    const Node booked = money(index, step.source, -posting.amount);
    const Node node = sources_.to_report(booked, sources_.place_of(posting.currency), index, step.date, made);
    return trail_.checked(node, step.amount, "income");
  }
  // The cash of a merger is income where the policy has it so; no posting says that.
  const Transaction& of = sources_.transaction(index);
  const Node node = sources_.to_report(*sources_.field(index, Amount), sources_.place_of(of.currency), index, step.date,
                                       label(TrailKind::Converted, index, book_.report));
  return trail_.checked(node, step.amount, "income");
}

Node EventNodes::cash(const CashStep& step) { return money(transaction_of(step.event), step.source, step.amount); }

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
      if (legs[i].source != legs[k].source || legs[i].currency != legs[k].currency || legs[i].amount != -legs[k].amount)
        continue;
      legs.erase(legs.begin() + static_cast<std::ptrdiff_t>(k));
      legs.erase(legs.begin() + static_cast<std::ptrdiff_t>(i));
      i = static_cast<std::size_t>(-1);
      break;
    }
  }
  std::vector<Node> parts;
  for (const Posting& leg : legs) {
    const Node booked = money(index, leg.source, leg.amount);
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
