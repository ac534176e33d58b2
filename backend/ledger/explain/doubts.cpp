// Which nodes of a trail a warning makes doubtful.
#include "ledger/explain/figure_nodes.hpp"

namespace coffer::ledger::trails {
namespace {

// Which nodes a warning makes doubtful: those that use the price, rate, lot or day it names.
bool is_doubted(const TrailNode& node, const Warning& warning, const Book& book) {
  const bool same_instrument = warning.instrument.is_set() && node.label.instrument == warning.instrument;
  switch (warning.kind) {
    case WarningKind::MissingPrice: return same_instrument && node.label.kind == TrailKind::ValueLocal;
    case WarningKind::EstimatedPrice:
    case WarningKind::StalePrice:
    case WarningKind::PriceScaleFault: return same_instrument && node.input.kind == InputKind::Price;
    case WarningKind::NotValued: return same_instrument && node.label.kind == TrailKind::ValueLocal;
    case WarningKind::ValuationWithoutHolding: return same_instrument && node.label.kind == TrailKind::ValueLocal;
    case WarningKind::MissingRate: return node.label.kind == TrailKind::NoRate;
    case WarningKind::EstimatedRate:
    case WarningKind::StaleRate:
      return node.input.kind == InputKind::Rate &&
             (node.input.from == warning.currency || node.input.to == warning.currency);
    case WarningKind::SoldWithoutLots:
    case WarningKind::UnknownCost:
      return same_instrument && node.label.transaction.is_set() && node.label.date == warning.date;
    case WarningKind::LargeFlow:
    case WarningKind::EarnedWithoutCapital:
      return node.label.date == warning.date &&
             (node.operation == Operation::Growth || node.label.kind == TrailKind::EarnedWithoutCapital);
    case WarningKind::OpenTransfer: return same_instrument && node.label.kind == TrailKind::UnitsOnTheWay;
    case WarningKind::CapitalBelowZero:
      return node.label.date == warning.date &&
             (node.operation == Operation::Growth || node.operation == Operation::Excess ||
              node.label.kind == TrailKind::EarnedWithoutCapital);
    case WarningKind::BalanceDifference:
      return node.label.kind == TrailKind::Cash && node.label.account == warning.account &&
             node.label.currency == warning.currency && book.as_of >= warning.date;
  }
  return false;
}

}  // namespace

void attach_doubts(Trail& trail, const std::vector<Warning>& warnings, const Book& book) {
  for (const Warning& warning : warnings) {
    const auto place = static_cast<std::uint32_t>(trail.doubts.size());
    bool concerns = false;
    for (TrailNode& node : trail.nodes) {
      if (!is_doubted(node, warning, book)) continue;
      node.doubts.push_back(place);
      concerns = true;
    }
    // A day without capital has no growth of its own: the return as a whole is what it makes doubtful.
    const bool lacks_capital =
        warning.kind == WarningKind::CapitalBelowZero || warning.kind == WarningKind::EarnedWithoutCapital;
    if (!concerns && lacks_capital && trail.root().statistic) {
      trail.nodes.back().doubts.push_back(place);
      concerns = true;
    }
    if (concerns) trail.doubts.push_back(warning);
  }
}

}  // namespace coffer::ledger::trails
