// Returns and risk over a period. Days without a flow telescope: from the evening before a flow to
// the next, what the scope was worth at both ends is all that counts.
#include <algorithm>
#include <map>

#include "ledger/explain/figure_nodes.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger::trails {
namespace {

class DayNodes {
 public:
  explicit DayNodes(Workbench& bench) : bench_(bench) {
    ScopeWalk walk(bench.book, bench.scope, bench.period.from);
    days_.push_back(walk.today());
    while (walk.today().date < bench.period.to) days_.push_back(walk.advance());
    for (std::size_t i = 0; i < bench.book.account_flows.size(); ++i)
      account_flows_[bench.book.account_flows[i].date].push_back(i);
    for (std::size_t i = 0; i < bench.book.instrument_flows.size(); ++i)
      instrument_flows_[bench.book.instrument_flows[i].date].push_back(i);
    for (std::size_t i = 0; i < bench.book.kind_flows.size(); ++i)
      kind_flows_[bench.book.kind_flows[i].date].push_back(i);
  }

  [[nodiscard]] std::size_t size() const { return days_.size(); }
  [[nodiscard]] const WalkDay& day(std::size_t i) const { return days_[i]; }
  [[nodiscard]] std::size_t place_of(Date date) const {
    return static_cast<std::size_t>(days_between(days_.front().date, date));
  }
  Node value(std::size_t i) {
    return bench_.trail.checked(bench_.values.scope_value(days_[i].date), days_[i].value, "value");
  }
  [[nodiscard]] Decimal net(std::size_t i) const { return i == 0 ? Decimal() : days_[i].inflow - days_[i].outflow; }
  [[nodiscard]] bool has_flow(std::size_t i) const {
    return i > 0 && (!days_[i].inflow.is_zero() || !days_[i].outflow.is_zero());
  }
  // Each event netted by itself.
  std::vector<Node> flows(std::size_t i);
  Node net_node(std::size_t i) {
    return bench_.trail.checked(bench_.trail.sum(label(TrailKind::FlowOfDay, i), flows(i)), net(i), "flow of a day");
  }
  std::vector<Node> all_flows(std::size_t last) {
    std::vector<Node> nodes;
    for (std::size_t i = 1; i <= last; ++i) {
      if (!net(i).is_zero()) nodes.push_back(net_node(i));
    }
    return nodes;
  }
  // Whether the day has capital, and its growth.
  [[nodiscard]] bool has_capital(std::size_t i) const;
  Node growth(std::size_t i);
  // Growths of (first, last], days without a flow taken together.
  std::vector<Node> stretches(std::size_t first, std::size_t last);
  // Growth of each single day on which something changed.
  std::vector<Node> single_days(std::size_t first, std::size_t last);
  Node growth_if(std::size_t i, FlowTiming timing);
  [[nodiscard]] TrailLabel label(TrailKind kind, std::size_t i) const { return bench_.label(kind, days_[i].date); }
  [[nodiscard]] TrailLabel ratio(TrailKind kind, std::size_t from, std::size_t to) const {
    TrailLabel made = bench_.label(kind, days_[to].date);
    made.from = days_[from].date;
    made.currency = {};
    return made;
  }

 private:
  enum class Way : std::uint8_t { None, AtEnd, Netted, Linked };
  [[nodiscard]] Way way(std::size_t i) const;
  Node grown(std::size_t i, Way way);
  Node between(std::size_t from, std::size_t to) {
    return bench_.trail.apply(Operation::Growth, ratio(TrailKind::GrowthOfDays, from, to), {value(to), value(from)});
  }
  Node account_flow(std::size_t place);
  Node instrument_flow(std::size_t place);
  Node scaled(Node node, AccountIndex account, Date on) { return bench_.values.scaled(node, account, on); }

  Workbench& bench_;
  std::vector<WalkDay> days_;
  std::map<Date, std::vector<std::size_t>> account_flows_;
  std::map<Date, std::vector<std::size_t>> instrument_flows_;
  std::map<Date, std::vector<std::size_t>> kind_flows_;
};

// Units sold that the book never saw coming arrive with the sale, at its proceeds.
std::optional<Node> without_lots(Workbench& bench, std::uint32_t event, const Decimal& amount) {
  for (const LotHistory::WithoutLots& one : bench.book.history->without_lots) {
    if (one.event != event) continue;
    const Node cost = bench.lots.amount(one.sold, LotAmount::Cost);
    if (bench.trail.value(cost) == -amount)
      return bench.trail.negate(
          bench.events.label(TrailKind::LotProceeds, bench.events.transaction_of(event), bench.book.report), cost);
  }
  // Cash of an action on units that the book never saw.
  const TransactionIndex index = bench.events.transaction_of(event);
  const Transaction& of = bench.sources.transaction(index);
  if (of.type != TransactionType::ReturnOfCapital && of.type != TransactionType::Merger) return std::nullopt;
  const auto cash = bench.sources.field(index, TransactionField::Amount);
  if (!cash) return std::nullopt;
  const TrailLabel made = bench.events.label(TrailKind::Flow, index, bench.book.report);
  const Node node = bench.sources.to_report(*cash, bench.sources.place_of(of.currency), index, of.date, made);
  return bench.trail.value(node) == amount ? std::optional(node) : std::nullopt;
}

Node DayNodes::account_flow(std::size_t place) {
  const AccountFlow& flow = bench_.book.account_flows[place];
  if (const auto sold = without_lots(bench_, flow.event, flow.amount)) return *sold;
  return bench_.events.account_flow(flow);
}

Node DayNodes::instrument_flow(std::size_t place) {
  const InstrumentFlow& flow = bench_.book.instrument_flows[place];
  if (const auto sold = without_lots(bench_, flow.event, flow.amount)) return *sold;
  return bench_.events.instrument_flow(flow);
}

std::vector<Node> DayNodes::flows(std::size_t i) {
  const Date on = days_[i].date;
  std::vector<Node> nodes;
  for (const auto& [date, account] : bench_.values.shares().changes()) {
    if (date == on) nodes.push_back(bench_.values.share_change(account, on));
  }
  std::map<std::uint32_t, std::vector<Node>> by_event;
  if (bench_.scope.instrument.is_set()) {
    for (const std::size_t place : instrument_flows_[on]) {
      const InstrumentFlow& flow = bench_.book.instrument_flows[place];
      if (bench_.values.counts(flow.account, flow.instrument))
        by_event[flow.event].push_back(scaled(instrument_flow(place), flow.account, on));
    }
  } else {
    for (const std::size_t place : account_flows_[on]) {
      const AccountFlow& flow = bench_.book.account_flows[place];
      if (bench_.values.contains(flow.account))
        by_event[flow.event].push_back(scaled(account_flow(place), flow.account, on));
    }
  }
  for (const std::size_t place : kind_flows_[on]) {
    const KindFlow& flow = bench_.book.kind_flows[place];
    if (!bench_.values.counts(flow.account, flow.instrument)) continue;
    if (!bench_.scope.instrument.is_set() && flow.boundary == KindBoundary::InstrumentOnly) continue;
    by_event[flow.event].push_back(scaled(bench_.values.in_kind(flow), flow.account, on));
  }
  for (const auto& [event, parts] : by_event) {
    const TrailLabel made =
        bench_.events.label(TrailKind::Flow, bench_.events.transaction_of(event), bench_.book.report);
    const Node node = bench_.trail.sum(made, parts);
    if (abs(bench_.trail.value(node)) >= rounding_residue) nodes.push_back(node);
  }
  std::erase_if(nodes, [&](Node one) { return bench_.trail.value(one).is_zero(); });
  return nodes;
}

DayNodes::Way DayNodes::way(std::size_t i) const {
  const Decimal& before = days_[i - 1].value;
  const Decimal zero;
  if (bench_.book.policy.flow_timing == FlowTiming::End && before >= rounding_residue) return Way::AtEnd;
  if (!bench_.scope.instrument.is_set() && before + std::max(net(i), zero) >= rounding_residue) return Way::Netted;
  return before + days_[i].inflow >= rounding_residue ? Way::Linked : Way::None;
}

bool DayNodes::has_capital(std::size_t i) const { return way(i) != Way::None; }

Node DayNodes::grown(std::size_t i, Way way) {
  const TrailLabel made = ratio(TrailKind::GrowthWithFlow, i - 1, i);
  const TrailLabel money = label(TrailKind::ValueOfScope, i);
  TrailWriter& trail = bench_.trail;
  const Node before = value(i - 1);
  const Node after = value(i);
  const auto grow = [&](Node end, Node start) { return trail.apply(Operation::Growth, made, {end, start}); };
  if (way == Way::AtEnd) return grow(trail.difference(money, after, {net_node(i)}), before);
  if (way == Way::Netted) {
    if (net(i).is_zero()) return grow(after, before);
    const Node flow = net_node(i);
    const bool in = net(i).is_positive();
    return in ? grow(after, trail.sum(money, {before, flow})) : grow(trail.difference(money, after, {flow}), before);
  }
  std::vector<Node> capital{before};
  std::vector<Node> out;
  for (const Node flow : flows(i)) (trail.value(flow).is_positive() ? capital : out).push_back(flow);
  if (trail.value(before).is_zero()) capital.erase(capital.begin());
  return grow(trail.difference(money, after, out), trail.sum(money, capital));
}

Node DayNodes::growth(std::size_t i) { return has_flow(i) ? grown(i, way(i)) : between(i - 1, i); }

Node DayNodes::growth_if(std::size_t i, FlowTiming timing) {
  return grown(i, timing == FlowTiming::End ? Way::AtEnd : Way::Netted);
}

std::vector<Node> DayNodes::stretches(std::size_t first, std::size_t last) {
  std::vector<Node> nodes;
  std::size_t begin = first;
  for (std::size_t i = first + 1; i <= last + 1; ++i) {
    const bool joins = i <= last && !has_flow(i) && has_capital(i);
    if (joins) continue;
    if (i - 1 > begin && days_[i - 1].value != days_[begin].value) nodes.push_back(between(begin, i - 1));
    if (i <= last && has_capital(i)) nodes.push_back(grown(i, way(i)));
    begin = i;
  }
  return nodes;
}

std::vector<Node> DayNodes::single_days(std::size_t first, std::size_t last) {
  std::vector<Node> nodes;
  for (std::size_t i = first + 1; i <= last; ++i) {
    if (!has_capital(i) || (!has_flow(i) && days_[i].value == days_[i - 1].value)) continue;
    nodes.push_back(growth(i));
  }
  return nodes;
}

class ReturnNodes {
 public:
  explicit ReturnNodes(Workbench& bench) : bench_(bench), days_(bench), last_(days_.size() - 1) {}

  Node twr(std::size_t to) {
    const TrailLabel made = days_.ratio(TrailKind::Return, 0, to);
    return bench_.trail.apply(Operation::Excess, made,
                              {bench_.trail.apply(Operation::Compound, made, days_.stretches(0, to))});
  }
  std::optional<Node> annualized() {
    const std::int32_t days = days_between(bench_.period.from, bench_.period.to);
    if (days <= 0 || (days < 365 && bench_.book.policy.short_periods == ShortPeriods::NotAnnualized))
      return std::nullopt;
    TrailNode node;
    node.operation = Operation::Annualize;
    node.label = days_.ratio(TrailKind::ReturnPerYear, 0, last_);
    node.operands = {twr(last_)};
    node.days = days;
    return bench_.trail.add(std::move(node));
  }
  Node irr();
  Node drawdown() {
    TrailNode node;
    node.operation = Operation::Drawdown;
    node.label = days_.ratio(TrailKind::Fall, 0, last_);
    node.operands = days_.single_days(0, last_);
    node.is_day_by_day = true;
    return bench_.trail.add(std::move(node));
  }
  std::vector<Node> observations();
  std::optional<Node> deviation() {
    const std::vector<Node> all = observations();
    if (all.size() < 2) return std::nullopt;
    TrailNode node;
    node.operation = Operation::LogDeviation;
    node.label = days_.ratio(TrailKind::DailyDeviation, 0, last_);
    node.operands = all;
    node.is_day_by_day = true;
    return bench_.trail.add(std::move(node));
  }
  Node gain() {
    const TrailLabel made = bench_.label(TrailKind::TotalGain, bench_.period.to);
    std::vector<Node> less = days_.all_flows(last_);
    if (!days_.day(0).value.is_zero()) less.insert(less.begin(), days_.value(0));
    return bench_.shown(TrailKind::TotalGain, bench_.period.to,
                        bench_.trail.difference(made, days_.value(last_), less));
  }
  Node flows(std::size_t to) {
    return bench_.shown(TrailKind::Flows, days_.day(to).date,
                        bench_.trail.sum(bench_.label(TrailKind::Flows, days_.day(to).date), days_.all_flows(to)));
  }
  Node earned_without_capital();
  Node cash_currency_gain();
  std::optional<Node> of_day(const Figure& figure);
  [[nodiscard]] DayNodes& days() { return days_; }
  [[nodiscard]] std::size_t last() const { return last_; }

 private:
  Workbench& bench_;
  DayNodes days_;
  std::size_t last_;
};

Node ReturnNodes::irr() {
  TrailNode node;
  node.operation = Operation::InternalRate;
  node.label = days_.ratio(TrailKind::MoneyWeighted, 0, last_);
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

// From one day with a price of its own to the next; other days lie in between.
std::vector<Node> ReturnNodes::observations() {
  std::vector<Node> nodes;
  std::size_t since = 0;
  bool is_above_zero = true;  // a total loss ends the observations
  for (std::size_t i = 1; i <= last_; ++i) {
    if (!days_.day(i).has_own_price) continue;
    const std::vector<Node> parts = days_.stretches(since, i);
    const TrailLabel made = days_.ratio(TrailKind::Observation, since, i);
    const Node node = parts.size() == 1 ? parts.front() : bench_.trail.apply(Operation::Compound, made, parts);
    const bool was_above_zero = is_above_zero;
    const double grown = bench_.trail.node(node).statistic->value;
    is_above_zero = is_above_zero == (grown > 0) && grown != 0;
    if (was_above_zero && grown > 0) nodes.push_back(node);
    since = i;
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
      std::vector<Node> less;
      if (!days_.day(i - 1).value.is_zero()) less.push_back(days_.value(i - 1));
      if (!days_.net(i).is_zero()) less.push_back(days_.net_node(i));
      return shown(TrailKind::TotalGain,
                   bench_.trail.difference(days_.label(TrailKind::TotalGain, i), days_.value(i), less));
    }
    case FigureKind::DayTwr: return twr(i);
    case FigureKind::DayCash: return shown(TrailKind::Cash, bench_.values.scope_cash(figure.date));
    case FigureKind::DayInTransit: return shown(TrailKind::Value, bench_.values.scope_in_transit(figure.date));
    case FigureKind::DayReturnFlowAtStart: return excess(days_.growth_if(i, FlowTiming::Start));
    case FigureKind::DayReturnFlowAtEnd: return excess(days_.growth_if(i, FlowTiming::End));
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<Node> performance_figure(Workbench& bench, const Figure& figure) {
  ReturnNodes nodes(bench);
  const Date to = bench.period.to;
  const auto value = [&] { return bench.shown(TrailKind::ValueOfScope, to, nodes.days().value(nodes.last())); };
  switch (figure.kind) {
    case FigureKind::OpeningValue:
      return bench.shown(TrailKind::ValueOfScope, bench.period.from, nodes.days().value(0));
    case FigureKind::Value: return value();
    case FigureKind::FlowsNet: return nodes.flows(nodes.last());
    case FigureKind::TotalGain: return nodes.gain();
    case FigureKind::Invested:
      return bench.trail.difference(bench.label(TrailKind::Flows, to), value(), {nodes.gain()});
    case FigureKind::Twr: return nodes.twr(nodes.last());
    case FigureKind::TwrAnnualized: return nodes.annualized();
    case FigureKind::Irr: return nodes.irr();
    case FigureKind::MaxDrawdown: return nodes.drawdown();
    case FigureKind::DailyDeviation: return nodes.deviation();
    case FigureKind::Volatility: {
      const auto daily = nodes.deviation();
      if (!daily) return std::nullopt;
      TrailLabel made = bench.label(TrailKind::Volatility, to);
      made.currency = {};
      return bench.trail.apply(Operation::PerYear, made, {*daily, bench.sources.trading_days()});
    }
    case FigureKind::Observations: {
      TrailLabel made = bench.label(TrailKind::Observations, to);
      made.currency = {};
      return bench.trail.apply(Operation::Count, made, nodes.observations());
    }
    case FigureKind::EarnedWithoutCapital: return nodes.earned_without_capital();
    case FigureKind::CashForexGain: return nodes.cash_currency_gain();
    default: return nodes.of_day(figure);
  }
}

}  // namespace coffer::ledger::trails
