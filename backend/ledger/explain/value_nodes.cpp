#include "ledger/explain/value_nodes.hpp"

#include <algorithm>

namespace coffer::ledger::trails {

using enum TransactionField;

TrailLabel ValueNodes::label(TrailKind kind, Date on, Currency currency) const {
  TrailLabel made;
  made.kind = kind;
  made.date = on;
  made.currency = currency;
  return made;
}

Node ValueNodes::scaled(Node amount, AccountIndex account, Date on) {
  const Decimal share = shares_.share(account, on);
  if (share == Decimal(1)) return amount;
  TrailLabel made = trail_.node(amount).label;
  made.kind = TrailKind::OwnPart;
  made.account = account;
  made.date = on;
  return trail_.product(made, amount, sources_.share(account, on));
}

std::optional<Node> ValueNodes::units(InstrumentIndex what, AccountIndex account, Date on, Which which) {
  std::vector<Node> parts;
  for (std::size_t i = 0; i < book_.positions.size(); ++i) {
    const Position& position = book_.positions[i];
    if (position.instrument != what || !shares_.contains(position.account)) continue;
    if (account.is_set() && position.account != account) continue;
    const auto place = static_cast<std::uint32_t>(i);
    std::vector<Node> own;
    if (const auto held = units_.held(place, on); held && which != Which::OnTheWay) own.push_back(*held);
    if (const auto moving = units_.in_transit(place, on); moving && which != Which::Held) own.push_back(*moving);
    std::erase_if(own, [&](Node one) { return trail_.value(one).is_zero(); });
    for (const Node one : own) parts.push_back(scaled(one, position.account, on));
  }
  if (parts.empty()) return std::nullopt;
  TrailLabel made = label(which == Which::OnTheWay ? TrailKind::UnitsOnTheWay : TrailKind::UnitsHeld, on, {});
  made.instrument = what;
  made.account = account;
  return trail_.sum(made, parts);
}

std::optional<Node> ValueNodes::whole_money(AccountIndex account, std::uint8_t currency, CashPlace place, Date on) {
  const bool is_loan = place == CashPlace::Loan;
  auto& known = money_[{account.value, currency, is_loan}];
  std::size_t end = 0;
  while (end < book_.cash_steps.size() && book_.cash_steps[end].date <= on) ++end;
  std::optional<Node> so_far;
  std::size_t begin = 0;
  if (const auto after = known.upper_bound(end); after != known.begin()) {
    begin = std::prev(after)->first;
    so_far = std::prev(after)->second;
  }
  TrailLabel made = label(is_loan ? TrailKind::Loans : TrailKind::Cash, on, book_.currencies[currency]);
  made.account = account;
  std::vector<Node> parts;
  if (so_far) parts.push_back(*so_far);
  for (std::size_t i = begin; i < end; ++i) {
    const CashStep& step = book_.cash_steps[i];
    if (step.account != account || step.currency != currency || (step.place == CashPlace::Loan) != is_loan) continue;
    parts.push_back(events_.cash(step));
  }
  if (!parts.empty()) so_far = trail_.sum(made, parts);
  known.emplace(end, so_far);
  return so_far;
}

std::optional<Node> ValueNodes::money(AccountIndex account, std::uint8_t currency, CashPlace place, Date on) {
  const auto whole = whole_money(account, currency, place, on);
  if (!whole || trail_.value(*whole).is_zero()) return std::nullopt;
  return scaled(*whole, account, on);
}

Node ValueNodes::value_without_excess(AccountIndex account, Date on) {
  std::vector<Node> parts;
  for (std::size_t i = 0; i < book_.positions.size(); ++i) {
    const Position& position = book_.positions[i];
    if (position.account != account) continue;
    std::vector<Node> own;
    const auto place = static_cast<std::uint32_t>(i);
    for (const auto& units : {units_.held(place, on), units_.in_transit(place, on)}) {
      if (units && !trail_.value(*units).is_zero()) own.push_back(*units);
    }
    if (own.empty()) continue;
    const Node all = trail_.sum(label(TrailKind::UnitsHeld, on, {}), own);
    parts.push_back(sources_.convert(prices_.value_local(position.instrument, all, on),
                                     book_.instrument_currency[position.instrument.value], on,
                                     label(TrailKind::Value, on, book_.report)));
  }
  for (std::size_t k = 0; k < book_.currencies.size(); ++k) {
    const auto currency = static_cast<std::uint8_t>(k);
    std::vector<Node> both;
    for (const CashPlace place : {CashPlace::Cash, CashPlace::Loan}) {
      if (const auto money = whole_money(account, currency, place, on)) both.push_back(*money);
    }
    if (both.empty()) continue;
    parts.push_back(sources_.convert(trail_.sum(label(TrailKind::Cash, on, book_.currencies[k]), both), currency, on,
                                     label(TrailKind::Converted, on, book_.report)));
  }
  TrailLabel made = label(TrailKind::ValueOfScope, on, book_.report);
  made.account = account;
  return trail_.sum(made, parts);
}

std::optional<ValueNodes::Excess> ValueNodes::excess(AccountIndex account, Date on) {
  const StatedAmount* last = nullptr;
  for (const StatedAmount& one : book_.account_valuations) {
    if (one.account == account && one.date <= on) last = &one;
  }
  if (last == nullptr) return std::nullopt;
  const Node stated = *sources_.field(events_.transaction_of(last->event), Amount);
  TrailLabel made = label(TrailKind::StatedBeyond, last->date, book_.currencies[last->currency]);
  made.account = account;
  const Node computed =
      sources_.convert_back(value_without_excess(account, last->date), last->currency, last->date, made);
  return Excess{.amount = trail_.difference(made, stated, {computed}), .currency = last->currency};
}

std::optional<Node> ValueNodes::stated_beyond(AccountIndex account, Date on) {
  const auto beyond = excess(account, on);
  if (!beyond || trail_.value(beyond->amount).is_zero()) return std::nullopt;
  return sources_.convert(scaled(beyond->amount, account, on), beyond->currency, on,
                          label(TrailKind::Converted, on, book_.report));
}

Node ValueNodes::account_value(AccountIndex account, Date on) {
  std::vector<Node> parts{value_without_excess(account, on)};
  if (const auto beyond = excess(account, on); beyond && !trail_.value(beyond->amount).is_zero())
    parts.push_back(
        sources_.convert(beyond->amount, beyond->currency, on, label(TrailKind::Converted, on, book_.report)));
  TrailLabel made = label(TrailKind::ValueOfScope, on, book_.report);
  made.account = account;
  return trail_.sum(made, parts);
}

Node ValueNodes::share_change(AccountIndex account, Date on) {
  const Date before = on.plus_days(-1);
  TrailLabel made = label(TrailKind::ShareChanged, on, book_.report);
  made.account = account;
  TrailLabel change = made;
  change.currency = {};
  const Node moved_share = trail_.difference(change, sources_.share(account, on), {sources_.share(account, before)});
  if (!scope_.instrument.is_set()) return trail_.product(made, account_value(account, before), moved_share);
  std::vector<Node> parts;
  for (std::size_t i = 0; i < book_.positions.size(); ++i) {
    const Position& position = book_.positions[i];
    if (position.account != account || position.instrument != scope_.instrument) continue;
    const auto place = static_cast<std::uint32_t>(i);
    std::vector<Node> own;
    for (const auto& units : {units_.held(place, before), units_.in_transit(place, before)}) {
      if (units && !trail_.value(*units).is_zero()) own.push_back(*units);
    }
    if (own.empty()) continue;
    const Node all = trail_.sum(label(TrailKind::UnitsHeld, before, {}), own);
    parts.push_back(sources_.convert(prices_.value_local(position.instrument, all, before),
                                     book_.instrument_currency[position.instrument.value], before,
                                     label(TrailKind::Value, before, book_.report)));
  }
  return trail_.product(made, trail_.sum(made, parts), moved_share);
}

Node ValueNodes::in_kind(const KindFlow& flow) {
  TrailLabel made = events_.label(TrailKind::FlowInKind, events_.transaction_of(flow.event), book_.report);
  made.instrument = flow.valued_by;
  const Node units = units_.in_kind(flow);
  return sources_.convert(prices_.value_local(flow.valued_by, units, flow.date),
                          book_.instrument_currency[flow.valued_by.value], flow.date, made);
}

Node ValueNodes::of_kind(CashPlace place, Date on) {
  std::vector<Node> all;
  const bool is_loan = place == CashPlace::Loan;
  for (std::size_t k = 0; k < book_.currencies.size() && !scope_.instrument.is_set(); ++k) {
    std::vector<Node> parts;
    for (std::size_t i = 0; i < book_.accounts.size(); ++i) {
      const auto account = index_of<AccountIndex>(i);
      if (!shares_.contains(account)) continue;
      if (const auto part = money(account, static_cast<std::uint8_t>(k), place, on)) parts.push_back(*part);
    }
    if (parts.empty()) continue;
    const Node whole = trail_.sum(label(is_loan ? TrailKind::Loans : TrailKind::Cash, on, book_.currencies[k]), parts);
    all.push_back(
        sources_.convert(whole, static_cast<std::uint8_t>(k), on, label(TrailKind::Converted, on, book_.report)));
  }
  return trail_.sum(label(is_loan ? TrailKind::Loans : TrailKind::Cash, on, book_.report), all);
}

Node ValueNodes::scope_cash(Date on) { return of_kind(CashPlace::Cash, on); }
Node ValueNodes::scope_loans(Date on) { return of_kind(CashPlace::Loan, on); }

Node ValueNodes::scope_in_transit(Date on) {
  std::vector<Node> parts;
  for (std::size_t i = 0; i < book_.instruments.size(); ++i) {
    const auto what = index_of<InstrumentIndex>(i);
    if (scope_.instrument.is_set() && scope_.instrument != what) continue;
    const auto moving = units(what, {}, on, Which::OnTheWay);
    if (!moving) continue;
    parts.push_back(sources_.convert(prices_.value_local(what, *moving, on), book_.instrument_currency[i], on,
                                     label(TrailKind::Value, on, book_.report)));
  }
  return trail_.sum(label(TrailKind::Value, on, book_.report), parts);
}

Node ValueNodes::scope_value(Date on) {
  if (const auto known = values_.find(on); known != values_.end()) return known->second;
  std::vector<Node> parts;
  for (std::size_t k = 0; k < book_.currencies.size(); ++k) {
    std::vector<Node> local;
    for (std::size_t i = 0; i < book_.instruments.size(); ++i) {
      const auto what = index_of<InstrumentIndex>(i);
      if (book_.instrument_currency[i] != k || (scope_.instrument.is_set() && scope_.instrument != what)) continue;
      if (const auto all = units(what, {}, on, Which::All)) local.push_back(prices_.value_local(what, *all, on));
    }
    for (std::size_t i = 0; i < book_.accounts.size() && !scope_.instrument.is_set(); ++i) {
      const auto account = index_of<AccountIndex>(i);
      const auto beyond = shares_.contains(account) ? excess(account, on) : std::nullopt;
      if (beyond && beyond->currency == k) local.push_back(scaled(beyond->amount, account, on));
    }
    if (local.empty()) continue;
    parts.push_back(sources_.convert(trail_.sum(label(TrailKind::ValueLocal, on, book_.currencies[k]), local),
                                     static_cast<std::uint8_t>(k), on, label(TrailKind::Value, on, book_.report)));
  }
  for (const Node one : {scope_cash(on), scope_loans(on)}) {
    if (!trail_.value(one).is_zero()) parts.push_back(one);
  }
  const Node node = trail_.sum(label(TrailKind::ValueOfScope, on, book_.report), parts);
  values_.emplace(on, node);
  return node;
}

}  // namespace coffer::ledger::trails
