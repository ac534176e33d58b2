// Returns of a scope over a period, from the days that it is made of.
#pragma once

#include <optional>
#include <vector>

#include "ledger/explain/day_nodes.hpp"

namespace coffer::ledger::trails {

class ReturnNodes {
 public:
  explicit ReturnNodes(Workbench& bench) : bench_(bench), days_(bench), last_(days_.size() - 1) {}

  Node twr(std::size_t to) {
    const TrailLabel made = days_.ratio(TrailKind::Return, 0, to);
    return bench_.trail.apply(Operation::Excess, made,
                              {bench_.trail.apply(Operation::Compound, made, days_.growths(0, to))});
  }
  // None for a period that is not annualised.
  std::optional<Node> annualized(Node total);
  // The rate nearest zero, or number `place` (from 1) of the others.
  Node irr(std::int32_t place);
  // Gain of the period per capital; each as SimpleReturns has it.
  Node modified_dietz();
  Node simple();
  Node on_average_investment();
  Node drawdown() {
    TrailNode node;
    node.operation = Operation::Drawdown;
    node.label = days_.ratio(TrailKind::Fall, 0, last_);
    node.operands = days_.single_days(0, last_);
    node.is_day_by_day = true;
    return bench_.trail.add(std::move(node));
  }
  // From one day with a price of its own to the next; other days lie in between.
  struct Observation {
    std::size_t from = 0;
    std::size_t to = 0;
    Node growth = 0;
  };
  std::vector<Observation> observed();
  // Growths of those that did not lose all.
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
    return bench_.shown(TrailKind::TotalGain, bench_.period.to, days_.gain(0, last_, TrailKind::TotalGain));
  }
  Node flows(std::size_t to) {
    return bench_.shown(TrailKind::Flows, days_.day(to).date,
                        bench_.trail.sum(bench_.label(TrailKind::Flows, days_.day(to).date), days_.all_flows(0, to)));
  }
  Node earned_without_capital();
  Node cash_currency_gain();
  std::optional<Node> of_day(const Figure& figure);
  // Not rounded.
  Node whole_gain() { return days_.gain(0, last_, TrailKind::TotalGain); }
  [[nodiscard]] DayNodes& days() { return days_; }
  [[nodiscard]] std::size_t last() const { return last_; }

 private:
  // The opening value and each day's net flow, with the evening from which it was at work.
  struct AtWork {
    std::vector<Node> amounts;
    std::vector<Date> dates;  // the end of the period last
  };
  AtWork at_work();
  Node per_capital(Node capital, TrailKind kind);

  Workbench& bench_;
  DayNodes days_;
  std::size_t last_;
};

}  // namespace coffer::ledger::trails
