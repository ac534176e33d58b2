#include "ledger/explain/day_nodes.hpp"

#include <algorithm>

#include "ledger/holding_course.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger::trails {
namespace {

// What was sold without lots came by the sale, at its proceeds; none for any other flow.
std::optional<Node> without_lots(Workbench& bench, std::size_t LotHistory::WithoutLots::* flow, std::size_t place,
                                 std::uint32_t event) {
  const auto& all = bench.book.history->without_lots;
  const auto found = std::ranges::find(all, place, flow);
  if (found == all.end()) return std::nullopt;
  const TransactionIndex index = bench.events.transaction_of(event);
  if (found->sold != 0)
    return bench.trail.negate(bench.events.label(TrailKind::LotProceeds, index, bench.book.report),
                              bench.lots.amount(found->sold, LotAmount::Cost));
  const Transaction& of = bench.sources.transaction(index);
  return bench.sources.to_report(*bench.sources.field(index, TransactionField::Amount),
                                 bench.sources.place_of(of.currency), index, of.date,
                                 bench.events.label(TrailKind::Flow, index, bench.book.report));
}

}  // namespace

DayNodes::DayNodes(Workbench& bench) : bench_(bench) {
  const HoldingCourse course(bench.book, bench.scope, bench.period.from, bench.period.to);
  ScopeWalk walk(bench.book, course);
  days_.push_back(walk.today());
  while (walk.today().date < bench.period.to) days_.push_back(walk.advance());
  for (std::size_t i = 0; i < bench.book.account_flows.size(); ++i)
    account_flows_[bench.book.account_flows[i].date].push_back(i);
  for (std::size_t i = 0; i < bench.book.instrument_flows.size(); ++i)
    instrument_flows_[bench.book.instrument_flows[i].date].push_back(i);
  for (std::size_t i = 0; i < bench.book.kind_flows.size(); ++i)
    kind_flows_[bench.book.kind_flows[i].date].push_back(i);
}

Node DayNodes::account_flow(std::size_t place) {
  const AccountFlow& flow = bench_.book.account_flows[place];
  if (const auto sold = without_lots(bench_, &LotHistory::WithoutLots::account_flow, place, flow.event)) return *sold;
  return bench_.events.account_flow(flow);
}

Node DayNodes::instrument_flow(std::size_t place) {
  const InstrumentFlow& flow = bench_.book.instrument_flows[place];
  if (const auto sold = without_lots(bench_, &LotHistory::WithoutLots::instrument_flow, place, flow.event))
    return *sold;
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

DayNodes::Stretch DayNodes::flow_day(std::size_t i, Way way) {
  const TrailLabel money = label(TrailKind::ValueOfScope, i);
  TrailWriter& trail = bench_.trail;
  Stretch day{.from = i - 1, .to = i, .capital = value(i - 1), .end = value(i)};
  if (way == Way::AtEnd) {
    day.end = trail.difference(money, day.end, {net_node(i)});
  } else if (way == Way::Netted && net(i).is_positive()) {
    day.capital = trail.sum(money, {day.capital, net_node(i)});
  } else if (way == Way::Netted && net(i).is_negative()) {
    day.end = trail.difference(money, day.end, {net_node(i)});
  } else if (way == Way::Linked) {
    std::vector<Node> capital;
    std::vector<Node> out;
    if (!trail.value(day.capital).is_zero()) capital.push_back(day.capital);
    for (const Node flow : flows(i)) (trail.value(flow).is_positive() ? capital : out).push_back(flow);
    day.capital = trail.sum(money, capital);
    day.end = trail.difference(money, day.end, out);
  }
  return day;
}

Node DayNodes::growth(const Stretch& stretch) {
  const auto kind = stretch.is_one_flow_day(*this) ? TrailKind::GrowthWithFlow : TrailKind::GrowthOfDays;
  return bench_.trail.apply(Operation::Growth, ratio(kind, stretch.from, stretch.to), {stretch.end, stretch.capital});
}

Node DayNodes::growth(std::size_t i) {
  if (has_flow(i)) return growth(flow_day(i, way(i)));
  return growth(Stretch{.from = i - 1, .to = i, .capital = value(i - 1), .end = value(i)});
}

Node DayNodes::growth_if(std::size_t i, FlowTiming timing) {
  return growth(flow_day(i, timing == FlowTiming::End ? Way::AtEnd : Way::Netted));
}

std::vector<DayNodes::Stretch> DayNodes::stretches(std::size_t first, std::size_t last) {
  std::vector<Stretch> found;
  std::size_t begin = first;
  for (std::size_t i = first + 1; i <= last + 1; ++i) {
    const bool joins = i <= last && !has_flow(i) && has_capital(i);
    if (joins) continue;
    if (i - 1 > begin) found.push_back({.from = begin, .to = i - 1, .capital = value(begin), .end = value(i - 1)});
    if (i <= last && has_capital(i)) found.push_back(flow_day(i, way(i)));
    begin = i;
  }
  return found;
}

std::vector<Node> DayNodes::growths(std::size_t first, std::size_t last) {
  std::vector<Node> nodes;
  for (const Stretch& one : stretches(first, last)) {
    if (one.is_one_flow_day(*this) || days_[one.from].value != days_[one.to].value) nodes.push_back(growth(one));
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

Node DayNodes::gain(std::size_t from, std::size_t to, TrailKind kind) {
  TrailLabel made = label(kind, to);
  made.from = days_[from].date;
  std::vector<Node> less = all_flows(from, to);
  if (!days_[from].value.is_zero()) less.insert(less.begin(), value(from));
  return bench_.trail.difference(made, value(to), less);
}

std::vector<Node> DayNodes::all_flows(std::size_t first, std::size_t last) {
  std::vector<Node> nodes;
  for (std::size_t i = first + 1; i <= last; ++i) {
    if (!net(i).is_zero()) nodes.push_back(net_node(i));
  }
  return nodes;
}

}  // namespace coffer::ledger::trails
