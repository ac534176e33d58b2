// What each holding added to the return of a scope. Between two flows of the scope the capital of a day
// is the first one's, grown as the scope: so a stretch of days adds its gain x wealth before / capital.
#include "ledger/explain/return_nodes.hpp"

namespace coffer::ledger::trails {
namespace {

class ContributionNodes {
 public:
  explicit ContributionNodes(Workbench& bench) : bench_(bench), whole_(bench), days_(whole_.days()) {}

  Node gain(InstrumentIndex instrument) {
    Workbench one = of_instrument(instrument);
    ReturnNodes nodes(one);
    return nodes.gain();
  }
  Node contribution(InstrumentIndex instrument);
  Node gain_of_rest(const Contributions& whole) {
    std::vector<Node> less;
    for (const Contribution& item : whole.items) {
      if (item.instrument.is_set() && !item.gain.is_zero()) less.push_back(gain(item.instrument));
    }
    return bench_.trail.difference(label(TrailKind::TotalGain, {}, bench_.book.report), whole_.gain(), less);
  }
  Node contribution_of_rest(const Contributions& whole) {
    std::vector<Node> less;
    for (const Contribution& item : whole.items) {
      if (item.instrument.is_set()) less.push_back(contribution(item.instrument));
    }
    return bench_.trail.difference(label(TrailKind::Contribution, {}, {}), whole_.twr(whole_.last()), less);
  }

 private:
  [[nodiscard]] Workbench of_instrument(InstrumentIndex instrument) const {
    Scope scope = bench_.scope;
    scope.instrument = instrument;
    return {bench_, scope};
  }
  [[nodiscard]] TrailLabel label(TrailKind kind, InstrumentIndex instrument, Currency currency) const {
    TrailLabel made = bench_.label(kind, bench_.period.to);
    made.instrument = instrument;
    made.currency = currency;
    return made;
  }
  struct Part {
    DayNodes::Stretch stretch;
    std::optional<Node> wealth;  // grown to before the stretch; none at the start
  };
  const std::vector<Part>& parts();

  Workbench& bench_;
  ReturnNodes whole_;
  DayNodes& days_;
  std::vector<Part> parts_;
};

const std::vector<ContributionNodes::Part>& ContributionNodes::parts() {
  if (!parts_.empty()) return parts_;
  std::optional<Node> wealth;
  for (const DayNodes::Stretch& stretch : days_.stretches(0, whole_.last())) {
    parts_.push_back({.stretch = stretch, .wealth = wealth});
    const Node growth = days_.growth(stretch);
    wealth = wealth ? bench_.trail.apply(Operation::Compound, days_.ratio(TrailKind::GrowthSoFar, 0, stretch.to),
                                         {*wealth, growth})
                    : growth;
  }
  return parts_;
}

Node ContributionNodes::contribution(InstrumentIndex instrument) {
  Workbench one = of_instrument(instrument);
  DayNodes own(one);
  std::vector<Node> added;
  for (const auto& [stretch, wealth] : parts()) {
    const Node gain = own.gain(stretch.from, stretch.to, TrailKind::GainOfDays);
    if (bench_.trail.value(gain).is_zero()) continue;
    TrailLabel made = own.ratio(TrailKind::ContributionOfDays, stretch.from, stretch.to);
    const Node share = bench_.trail.apply(Operation::Growth, made, {gain, stretch.capital});
    added.push_back(wealth ? bench_.trail.apply(Operation::Compound, made, {share, *wealth}) : share);
  }
  // A statistic even where nothing was added.
  const TrailLabel made = label(TrailKind::Contribution, instrument, {});
  if (added.empty())
    return bench_.trail.apply(Operation::Excess, made, {bench_.trail.apply(Operation::Compound, made, {})});
  return bench_.trail.sum(made, added);
}

}  // namespace

std::optional<Node> contribution_figure(Workbench& bench, const Contributions& whole, const Figure& figure) {
  ContributionNodes nodes(bench);
  const bool is_gain = figure.kind == FigureKind::ContributionGain;
  if (!figure.instrument.is_set()) return is_gain ? nodes.gain_of_rest(whole) : nodes.contribution_of_rest(whole);
  return is_gain ? nodes.gain(figure.instrument) : nodes.contribution(figure.instrument);
}

}  // namespace coffer::ledger::trails
