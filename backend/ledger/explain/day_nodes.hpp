// The days of a period: what a scope was worth, what crossed its boundary, how it grew. Days without a
// flow telescope: from the evening before a flow to the next, what the scope was worth at both ends is
// all that counts.
#pragma once

#include <map>
#include <vector>

#include "ledger/explain/figure_nodes.hpp"
#include "ledger/policy.hpp"
#include "ledger/scope_walk.hpp"

namespace coffer::ledger::trails {

class DayNodes {
 public:
  explicit DayNodes(Workbench& bench);

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
  // Net, of each day of (first, last] that has one.
  std::vector<Node> all_flows(std::size_t first, std::size_t last);
  // Whether the day has capital, and its growth.
  [[nodiscard]] bool has_capital(std::size_t i) const;
  Node growth(std::size_t i);
  // (from, to], days by number: grown from `capital` to `end`.
  struct Stretch {
    std::size_t from = 0;
    std::size_t to = 0;
    Node capital = 0;
    Node end = 0;
    [[nodiscard]] bool is_one_flow_day(const DayNodes& days) const { return to == from + 1 && days.has_flow(to); }
  };
  // Those of (first, last] that had capital, days without a flow taken together.
  std::vector<Stretch> stretches(std::size_t first, std::size_t last);
  Node growth(const Stretch& stretch);
  // Growths of the stretches on which something changed.
  std::vector<Node> growths(std::size_t first, std::size_t last);
  // Worth at the end of the stretch less worth at its start and what came in between.
  Node gain(std::size_t from, std::size_t to, TrailKind kind);
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
  Stretch flow_day(std::size_t i, Way way);
  Node account_flow(std::size_t place);
  Node instrument_flow(std::size_t place);
  Node scaled(Node node, AccountIndex account, Date on) { return bench_.values.scaled(node, account, on); }

  Workbench& bench_;
  std::vector<WalkDay> days_;
  std::map<Date, std::vector<std::size_t>> account_flows_;
  std::map<Date, std::vector<std::size_t>> instrument_flows_;
  std::map<Date, std::vector<std::size_t>> kind_flows_;
};

}  // namespace coffer::ledger::trails
