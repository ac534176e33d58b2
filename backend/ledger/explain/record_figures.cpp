// What the book recorded, and what it reports instead of guessing.
#include <algorithm>
#include <tuple>

#include "ledger/explain/figure_nodes.hpp"

namespace coffer::ledger::trails {
namespace {

// The units that no lot was there for. Warnings that say the same stand in the order of the book.
Node without_lots(Workbench& bench, const std::vector<Warning>& warnings, std::size_t place) {
  const Warning& warning = warnings[place];
  const auto is_same = [&](const auto& one) {
    return std::tuple(one.date, one.account, one.instrument, one.quantity) ==
           std::tuple(warning.date, warning.account, warning.instrument, warning.quantity);
  };
  std::ptrdiff_t number = std::count_if(warnings.begin(), warnings.begin() + static_cast<std::ptrdiff_t>(place),
                                        [&](const Warning& one) { return one.kind == warning.kind && is_same(one); });
  TrailLabel made = bench.label(TrailKind::UnitsOfLot, warning.date);
  made.instrument = warning.instrument;
  made.currency = {};
  for (const LotHistory::UnknownLots& one : bench.book.history->unknown_lots) {
    if (!is_same(one) || number-- > 0) continue;
    if (one.step == 0) return bench.trail.zero(made);
    const Node units = bench.lots.amount(one.step, LotAmount::Quantity);
    return bench.trail.value(units).is_negative() ? bench.trail.negate(made, units) : units;
  }
  throw Unexplained("a sale without lots");
}

Node on_the_way(Workbench& bench, const std::vector<Warning>& warnings, std::size_t place) {
  // Warnings of open transfers stand in their order.
  const Warning& warning = warnings[place];
  const auto is_same = [&](AccountIndex account, InstrumentIndex instrument, Date date, const Decimal& quantity) {
    return std::tuple(account, instrument, date, quantity) ==
           std::tuple(warning.account, warning.instrument, warning.date, warning.quantity);
  };
  std::ptrdiff_t number =
      std::count_if(warnings.begin(), warnings.begin() + static_cast<std::ptrdiff_t>(place), [&](const Warning& one) {
        return one.kind == warning.kind && is_same(one.account, one.instrument, one.date, one.quantity);
      });
  for (const OpenTransfer& open : bench.book.open_transfers) {
    if (!is_same(open.account, open.instrument, open.since, open.quantity) || number-- > 0) continue;
    if (!open.instrument.is_set()) {
      const auto arriving = bench.sources.field(open.transaction, TransactionField::CounterAmount);
      return arriving ? *arriving : *bench.sources.field(open.transaction, TransactionField::Amount);
    }
    TrailLabel made = bench.label(TrailKind::UnitsOnTheWay, bench.book.as_of);
    made.instrument = open.instrument;
    made.currency = {};
    std::vector<Node> parts;
    for (const Lot& lot : open.lots) parts.push_back(bench.lots.amount(lot.history, LotAmount::Quantity));
    return bench.trail.sum(made, parts);
  }
  throw Unexplained("a transfer on the way");
}

}  // namespace

std::optional<Node> posting_figure(Workbench& bench, const Figure& figure) {
  return bench.events.posted(bench.book.recorded[figure.place], bench.book.history->posting_events[figure.place]);
}

std::optional<Node> warning_figure(Workbench& bench, const std::vector<Warning>& warnings, std::size_t place) {
  const Warning& warning = warnings[place];
  if (warning.kind == WarningKind::PriceScaleFault)
    return bench.sources.close(warning.instrument, warning.date, warning.quantity);
  return warning.kind == WarningKind::OpenTransfer ? on_the_way(bench, warnings, place)
                                                   : without_lots(bench, warnings, place);
}

}  // namespace coffer::ledger::trails
