#include "ledger/scope_walk.hpp"

#include <algorithm>

#include "ledger/holding_course.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {

ScopeShares::ScopeShares(const Book& book, const Scope& scope)
    : book_(&book),
      contains_(book.accounts.size(), scope.accounts.empty() ? std::uint8_t{1} : std::uint8_t{0}),
      is_partial_(book.accounts.size(), 0) {
  for (const AccountIndex account : scope.accounts) contains_[account.value] = 1;
  if (scope.share == ShareOf::Whole) return;
  for (std::size_t i = 0; i < book.accounts.size(); ++i) {
    const std::vector<OwnershipShare>& shares = book.accounts[i].shares;
    if (contains_[i] == 0 || shares.empty()) continue;
    is_partial_[i] = 1;
    for (std::size_t k = 1; k < shares.size(); ++k) changes_.emplace_back(shares[k].from, index_of<AccountIndex>(i));
  }
  std::ranges::sort(changes_);
}

Decimal ScopeShares::share(AccountIndex account, Date on) const {
  if (is_partial_[account.value] == 0) return 1;
  const std::vector<OwnershipShare>& shares = book_->accounts[account.value].shares;
  Decimal own = shares.front().own;
  for (const OwnershipShare& share : shares) {
    if (share.from <= on) own = share.own;
  }
  return own;
}

ScopeWalk::ScopeWalk(const Book& book, const HoldingCourse& course)
    : book_(book),
      scope_(course.scope()),
      course_(course),
      shares_(book, scope_),
      states_(book),
      piles_(book.currencies.size()),
      stated_(book.accounts.size()) {
  for (std::size_t i = 0; i < book.currencies.size(); ++i)
    rates_.emplace_back(book.rates, static_cast<std::uint8_t>(i));
  open(course.from());
}

void ScopeWalk::open(Date from) {
  const std::vector<StatedAmount>& valuations = book_.account_valuations;
  while (next_valuation_ < valuations.size() && valuations[next_valuation_].date <= from) {
    const Date day = valuations[next_valuation_].date;
    take_steps(day);
    take_valuations(day);
  }
  take_steps(from);
  const auto& changes = shares_.changes();
  while (next_change_ < changes.size() && changes[next_change_].first <= from) ++next_change_;
  // Steps were scaled by the share of their day; from here on that of `from` counts for all.
  for (Pile& pile : piles_) pile.cash = pile.loans = pile.stated = Decimal();
  for (std::size_t i = 0; i < book_.accounts.size(); ++i) {
    const auto account = index_of<AccountIndex>(i);
    if (!shares_.contains(account)) continue;
    if (scope_.instrument.is_set()) continue;
    const Decimal share = shares_.share(account, from);
    for (std::size_t k = 0; k < piles_.size(); ++k) {
      const auto currency = static_cast<std::uint8_t>(k);
      piles_[k].cash += multiply(states_.cash(account, currency), share);
      piles_[k].loans += multiply(states_.loan(account, currency), share);
    }
    stated_[i] = {};
    set_stated(account, from);
  }
  const auto skip = [from](const auto& items, std::size_t& next) {
    while (next < items.size() && items[next].date <= from) ++next;
  };
  skip(book_.account_flows, next_account_flow_);
  skip(book_.instrument_flows, next_instrument_flow_);
  skip(book_.kind_flows, next_kind_flow_);
  today_ = {};
  today_.date = from;
  take_values(from);
  value_piles(from);
}

const WalkDay& ScopeWalk::advance() {
  const Date date = today_.date.plus_days(1);
  today_.date = date;
  today_.inflow = today_.outflow = today_.cash_booked = Decimal();
  today_.has_own_price = false;
  change_shares(date);
  take_steps(date);
  take_flows(date);
  take_values(date);
  take_valuations(date);
  value_piles(date);
  return today_;
}

// A changed share moves part of what was there the evening before across the boundary.
void ScopeWalk::change_shares(Date on) {
  const auto& changes = shares_.changes();
  for (; next_change_ < changes.size() && changes[next_change_].first <= on; ++next_change_) {
    const AccountIndex account = changes[next_change_].second;
    const Date before = on.plus_days(-1);
    const Decimal change = shares_.share(account, on) - shares_.share(account, before);
    Decimal moved;
    for (const std::uint32_t place : states_.positions_of(account)) {
      const InstrumentIndex what = book_.positions[place].instrument;
      if (scope_.instrument != what) continue;
      const Quote quote = book_.prices.find(what, before);
      if (quote.is_known())
        moved += book_.rates.find(book_.instrument_currency[what.value], before)
                     .convert(quote.value(states_.held(place) + states_.in_transit(place)));
    }
    if (!scope_.instrument.is_set()) {
      moved = states_.value(account, before);
      for (std::size_t k = 0; k < piles_.size(); ++k) {
        const auto currency = static_cast<std::uint8_t>(k);
        const Decimal cash = multiply(states_.cash(account, currency), change);
        piles_[k].cash += cash;
        piles_[k].loans += multiply(states_.loan(account, currency), change);
        piles_[k].is_dirty = true;
        today_.cash_booked += book_.rates.find(currency, before).convert(cash);
      }
      set_stated(account, on);
    }
    add_flow(multiply(moved, change));
  }
}

void ScopeWalk::set_stated(AccountIndex account, Date on) {
  const StatedExcess& excess = states_.excess(account);
  const StatedExcess now{.currency = excess.currency, .amount = shares_.scale(account, on, excess.amount)};
  StatedExcess& counted = stated_[account.value];
  if (now == counted) return;
  piles_[counted.currency].stated -= counted.amount;
  piles_[counted.currency].is_dirty = true;
  counted = now;
  piles_[counted.currency].stated += counted.amount;
  piles_[counted.currency].is_dirty = true;
}

void ScopeWalk::take_steps(Date on) {
  // What each position holds is asked for where a whole account is valued.
  const bool values_accounts = !book_.account_valuations.empty() || !shares_.changes().empty();
  for (; values_accounts && next_quantity_ < book_.quantity_steps.size() &&
         book_.quantity_steps[next_quantity_].date <= on;
       ++next_quantity_)
    states_.apply(book_.quantity_steps[next_quantity_]);
  for (; next_cash_ < book_.cash_steps.size() && book_.cash_steps[next_cash_].date <= on; ++next_cash_) {
    const CashStep& step = book_.cash_steps[next_cash_];
    states_.apply(step);
    if (scope_.instrument.is_set() || !shares_.contains(step.account)) continue;
    Pile& pile = piles_[step.currency];
    pile.is_dirty = true;
    (step.place == CashPlace::Loan ? pile.loans : pile.cash) += shares_.scale(step.account, on, step.amount);
    if (step.place != CashPlace::Loan) today_.cash_booked += shares_.scale(step.account, on, step.booked);
  }
}

void ScopeWalk::add_flow(const Decimal& amount) {
  if (amount.is_positive()) {
    today_.inflow += amount;
  } else {
    today_.outflow -= amount;
  }
}

Decimal ScopeWalk::value_in_kind(const KindFlow& flow) const {
  const Quote quote = book_.prices.find(flow.valued_by, flow.date);
  if (!quote.is_known()) return {};
  return book_.rates.find(book_.instrument_currency[flow.valued_by.value], flow.date)
      .convert(quote.value(flow.quantity));
}

void ScopeWalk::take_flows(Date on) {
  flows_.clear();
  const auto add = [&](std::uint32_t event, AccountIndex account, const Decimal& amount) {
    flows_.emplace_back(event, shares_.scale(account, on, amount));
  };
  if (scope_.instrument.is_set()) {
    for (; next_instrument_flow_ < book_.instrument_flows.size() &&
           book_.instrument_flows[next_instrument_flow_].date <= on;
         ++next_instrument_flow_) {
      const InstrumentFlow& flow = book_.instrument_flows[next_instrument_flow_];
      if (counts(flow.instrument) && shares_.contains(flow.account)) add(flow.event, flow.account, flow.amount);
    }
  } else {
    for (; next_account_flow_ < book_.account_flows.size() && book_.account_flows[next_account_flow_].date <= on;
         ++next_account_flow_) {
      const AccountFlow& flow = book_.account_flows[next_account_flow_];
      if (shares_.contains(flow.account)) add(flow.event, flow.account, flow.amount);
    }
  }
  for (; next_kind_flow_ < book_.kind_flows.size() && book_.kind_flows[next_kind_flow_].date <= on; ++next_kind_flow_) {
    const KindFlow& flow = book_.kind_flows[next_kind_flow_];
    if (!counts(flow.instrument) || !shares_.contains(flow.account)) continue;
    if (!scope_.instrument.is_set() && flow.boundary == KindBoundary::InstrumentOnly) continue;
    add(flow.event, flow.account, value_in_kind(flow));
  }
  if (flows_.empty()) return;
  std::ranges::sort(flows_, {}, &std::pair<std::uint32_t, Decimal>::first);
  for (std::size_t begin = 0; begin < flows_.size();) {
    Decimal net;
    std::size_t end = begin;
    for (; end < flows_.size() && flows_[end].first == flows_[begin].first; ++end) net += flows_[end].second;
    // Legs of one event in several accounts are rounded one by one.
    if (abs(net) >= rounding_residue) add_flow(net);
    begin = end;
  }
}

void ScopeWalk::take_valuations(Date on) {
  for (; next_valuation_ < book_.account_valuations.size() && book_.account_valuations[next_valuation_].date <= on;
       ++next_valuation_) {
    const StatedAmount& valuation = book_.account_valuations[next_valuation_];
    states_.apply(valuation);
    if (!scope_.instrument.is_set() && shares_.contains(valuation.account)) set_stated(valuation.account, on);
  }
}

void ScopeWalk::take_values(Date on) {
  const auto day = static_cast<std::size_t>(days_between(course_.from(), on));
  today_.has_own_price = course_.has_own_price(day);
  for (std::size_t i = 0; i < piles_.size(); ++i) {
    const Decimal change = course_.change(day, i);
    if (change.is_zero()) continue;
    piles_[i].securities += change;
    piles_[i].is_dirty = true;
  }
}

void ScopeWalk::value_piles(Date on) {
  today_.market_value = today_.cash = today_.loans = Decimal();
  for (std::size_t i = 0; i < piles_.size(); ++i) {
    Pile& pile = piles_[i];
    const Conversion& rate = rates_[i].advance(on);
    if (pile.is_dirty || rate != pile.rate) {
      pile.is_dirty = false;
      pile.rate = rate;
      pile.securities_value = rate.convert(pile.securities + pile.stated);
      pile.cash_value = rate.convert(pile.cash);
      pile.loans_value = rate.convert(pile.loans);
      const bool is_empty =
          pile.securities.is_zero() && pile.stated.is_zero() && pile.cash.is_zero() && pile.loans.is_zero();
      if (!is_empty && rate.state == RateState::Missing && !pile.missing_since) pile.missing_since = on;
      if (!is_empty && rate.state == RateState::Estimated && !pile.estimated_since) pile.estimated_since = on;
    }
    today_.market_value += pile.securities_value;
    today_.cash += pile.cash_value;
    today_.loans += pile.loans_value;
  }
  // Without trailing zeros, which tell how the sum came about: a ratio of two values is a matter of values alone.
  today_.value = trim(today_.market_value + today_.cash + today_.loans);
  today_.in_transit = course_.in_transit(static_cast<std::size_t>(days_between(course_.from(), on)));
}

std::vector<Warning> ScopeWalk::warnings() const {
  std::vector<Warning> warnings;
  const Date on = today_.date;
  const std::int32_t patience = book_.policy.stale_after_days;
  std::vector<std::uint8_t> is_seen(book_.instruments.size());
  for (const Position& position : book_.positions) {
    const InstrumentIndex what = position.instrument;
    if (!shares_.contains(position.account) || !counts(what) || std::exchange(is_seen[what.value], 1) != 0) continue;
    const HoldingCourse::End& end = course_.end(what);
    const auto add = [&](WarningKind kind, Date date) {
      warnings.push_back({.kind = kind,
                          .date = date,
                          .account = {},
                          .instrument = what,
                          .currency = book_.instruments[what.value].currency,
                          .quantity = end.units});
    };
    if (end.missing_since) add(WarningKind::MissingPrice, *end.missing_since);
    if (end.estimated_since) add(WarningKind::EstimatedPrice, *end.estimated_since);
    if (end.units.is_zero()) continue;
    if (end.quote.source == PriceSource::Trade) add(WarningKind::NotValued, end.quote.date);
    if (end.quote.source == PriceSource::Close && is_listed(book_.instruments[what.value].kind) &&
        days_between(end.quote.date, on) > patience)
      add(WarningKind::StalePrice, end.quote.date);
  }
  for (std::size_t i = 0; i < piles_.size(); ++i) {
    const Pile& pile = piles_[i];
    const auto add = [&](WarningKind kind, Date date) {
      warnings.push_back({.kind = kind,
                          .date = date,
                          .account = {},
                          .instrument = {},
                          .currency = book_.currencies[i],
                          .quantity = {}});
    };
    if (pile.missing_since) add(WarningKind::MissingRate, *pile.missing_since);
    if (pile.estimated_since) add(WarningKind::EstimatedRate, *pile.estimated_since);
    const bool is_empty = pile.securities.is_zero() && pile.cash.is_zero() && pile.loans.is_zero();
    if (!is_empty && pile.rate.state == RateState::Known && days_between(pile.rate.date, on) > patience)
      add(WarningKind::StaleRate, pile.rate.date);
  }
  return warnings;
}

}  // namespace coffer::ledger
