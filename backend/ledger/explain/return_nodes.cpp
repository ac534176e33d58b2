#include "ledger/explain/return_nodes.hpp"

#include "ledger/returns_simple.hpp"

namespace coffer::ledger::trails {

std::optional<Node> ReturnNodes::annualized(Node total) {
  const std::int32_t days = days_between(bench_.period.from, bench_.period.to);
  if (days <= 0 || (days < 365 && bench_.book.policy.short_periods == ShortPeriods::NotAnnualized)) return std::nullopt;
  TrailNode node;
  node.operation = Operation::Annualize;
  node.label = days_.ratio(TrailKind::ReturnPerYear, 0, last_);
  node.operands = {total};
  node.days = days;
  return bench_.trail.add(std::move(node));
}

ReturnNodes::AtWork ReturnNodes::at_work() {
  AtWork found;
  const auto add = [&](std::size_t day, Node amount) {
    found.amounts.push_back(amount);
    found.dates.push_back(at_work_from(days_.day(day).date, bench_.period.from, bench_.book.policy.flow_timing));
  };
  if (!days_.day(0).value.is_zero()) add(0, days_.value(0));
  for (std::size_t i = 1; i <= last_; ++i) {
    if (!days_.net(i).is_zero()) add(i, days_.net_node(i));
  }
  found.dates.push_back(bench_.period.to);
  return found;
}

Node ReturnNodes::per_capital(Node capital, TrailKind kind) {
  return bench_.trail.apply(Operation::Growth, days_.ratio(kind, 0, last_), {whole_gain(), capital});
}

Node ReturnNodes::modified_dietz() {
  AtWork found = at_work();
  TrailNode node;
  node.operation = Operation::TimeWeighted;
  node.label = days_.ratio(TrailKind::CapitalAtWork, 0, last_);
  node.operands = std::move(found.amounts);
  node.dates = std::move(found.dates);
  node.days = days_between(bench_.period.from, bench_.period.to);
  return per_capital(bench_.trail.add(std::move(node)), TrailKind::Return);
}

Node ReturnNodes::simple() {
  std::vector<Node> paid = at_work().amounts;
  std::erase_if(paid, [&](Node one) { return !bench_.trail.value(one).is_positive(); });
  return per_capital(bench_.trail.sum(bench_.label(TrailKind::PaidIn, bench_.period.to), paid), TrailKind::Return);
}

Node ReturnNodes::on_average_investment() {
  AtWork found = at_work();
  TrailNode node;
  node.operation = Operation::MeanInvested;
  node.label = days_.ratio(TrailKind::MeanInvestment, 0, last_);
  node.operands = std::move(found.amounts);
  node.dates = std::move(found.dates);
  return per_capital(bench_.trail.add(std::move(node)), TrailKind::Return);
}

Node ReturnNodes::irr(std::int32_t place) {
  TrailNode node;
  node.operation = Operation::InternalRate;
  node.label = days_.ratio(TrailKind::MoneyWeighted, 0, last_);
  node.place = place;
  const auto add = [&](Date date, Node amount) {
    node.operands.push_back(amount);
    node.dates.push_back(date);
  };
  if (!days_.day(0).value.is_zero())
    add(days_.day(0).date, bench_.trail.negate(days_.label(TrailKind::ValueOfScope, 0), days_.value(0)));
  for (std::size_t i = 1; i <= last_; ++i) {
    if (!days_.net(i).is_zero())
      add(days_.day(i).date, bench_.trail.negate(days_.label(TrailKind::FlowOfDay, i), days_.net_node(i)));
  }
  if (!days_.day(last_).value.is_zero()) add(days_.day(last_).date, days_.value(last_));
  return bench_.trail.add(std::move(node));
}

std::vector<ReturnNodes::Observation> ReturnNodes::observed() {
  std::vector<Observation> found;
  std::size_t since = 0;
  bool is_above_zero = true;  // a total loss ends the observations
  for (std::size_t i = 1; i <= last_; ++i) {
    if (!days_.day(i).has_own_price) continue;
    const std::vector<Node> parts = days_.growths(since, i);
    const TrailLabel made = days_.ratio(TrailKind::Observation, since, i);
    const Node node = parts.size() == 1 ? parts.front() : bench_.trail.apply(Operation::Compound, made, parts);
    const double grown = bench_.trail.node(node).statistic->value;
    if (is_above_zero) found.push_back({.from = since, .to = i, .growth = node});
    is_above_zero = is_above_zero == (grown > 0) && grown != 0;
    since = i;
  }
  return found;
}

std::vector<Node> ReturnNodes::observations() {
  std::vector<Node> nodes;
  for (const Observation& one : observed()) {
    if (bench_.trail.node(one.growth).statistic->value > 0) nodes.push_back(one.growth);
  }
  return nodes;
}

Node ReturnNodes::earned_without_capital() {
  std::vector<Node> parts;
  for (std::size_t i = 1; i <= last_; ++i) {
    if (days_.has_capital(i)) continue;
    const Decimal gain = days_.day(i).value - days_.day(i - 1).value - days_.net(i);
    if (gain.is_zero()) continue;
    std::vector<Node> less = days_.flows(i);
    if (!days_.day(i - 1).value.is_zero()) less.push_back(days_.value(i - 1));
    parts.push_back(bench_.trail.difference(days_.label(TrailKind::EarnedWithoutCapital, i), days_.value(i), less));
  }
  const TrailLabel made = bench_.label(TrailKind::EarnedWithoutCapital, bench_.period.to);
  return bench_.shown(TrailKind::EarnedWithoutCapital, bench_.period.to, bench_.trail.sum(made, parts));
}

Node ReturnNodes::cash_currency_gain() {
  const Period period = bench_.period;
  std::vector<Node> less;
  const Node opening = bench_.values.scope_cash(period.from);
  if (!bench_.trail.value(opening).is_zero()) less.push_back(opening);
  if (!bench_.scope.instrument.is_set()) {
    for (const CashStep& step : bench_.book.cash_steps) {
      if (step.date <= period.from || step.date > period.to || step.place == CashPlace::Loan) continue;
      if (bench_.values.contains(step.account))
        less.push_back(bench_.values.scaled(bench_.events.cash_booked(step), step.account, step.date));
    }
    for (const auto& [date, account] : bench_.values.shares().changes()) {
      if (date <= period.from || date > period.to) continue;
      for (std::size_t k = 0; k < bench_.book.currencies.size(); ++k) {
        const auto place = static_cast<std::uint8_t>(k);
        const Date before = date.plus_days(-1);
        const TrailLabel made = bench_.label(TrailKind::ShareChanged, date);
        const auto whole = bench_.values.whole_money(account, place, CashPlace::Cash, before);
        if (!whole) continue;
        // What the account held the evening before, at the new share less at the old one.
        const Node share =
            bench_.trail.difference(made, bench_.sources.share(account, date), {bench_.sources.share(account, before)});
        less.push_back(bench_.sources.convert(bench_.trail.product(made, *whole, share), place, before, made));
      }
    }
  }
  const TrailLabel made = bench_.label(TrailKind::CashCurrencyGain, period.to);
  const Node closing = bench_.values.scope_cash(period.to);
  return bench_.shown(TrailKind::CashCurrencyGain, period.to, bench_.trail.difference(made, closing, less));
}

std::optional<Node> ReturnNodes::of_day(const Figure& figure) {
  if (figure.date <= bench_.period.from || figure.date > bench_.period.to) return std::nullopt;
  const std::size_t i = days_.place_of(figure.date);
  const auto shown = [&](TrailKind kind, Node node) { return bench_.shown(kind, figure.date, node); };
  const auto excess = [&](Node growth) {
    return bench_.trail.apply(Operation::Excess, days_.ratio(TrailKind::Return, i - 1, i), {growth});
  };
  switch (figure.kind) {
    case FigureKind::DayValue: return shown(TrailKind::ValueOfScope, days_.value(i));
    case FigureKind::DayFlow: return shown(TrailKind::FlowOfDay, days_.net_node(i));
    case FigureKind::DayGain: {
      return shown(TrailKind::TotalGain, days_.gain(i - 1, i, TrailKind::TotalGain));
    }
    case FigureKind::DayTwr: return twr(i);
    case FigureKind::DayCash: return shown(TrailKind::Cash, bench_.values.scope_cash(figure.date));
    case FigureKind::DayInTransit: return shown(TrailKind::Value, bench_.values.scope_in_transit(figure.date));
    case FigureKind::DayReturnFlowAtStart: return excess(days_.growth_if(i, FlowTiming::Start));
    case FigureKind::DayReturnFlowAtEnd: return excess(days_.growth_if(i, FlowTiming::End));
    default: return std::nullopt;
  }
}

}  // namespace coffer::ledger::trails
