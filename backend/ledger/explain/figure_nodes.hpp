// Figures as nodes, by group. Internal to the room: explain.hpp is the face.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "ledger/earnings.hpp"
#include "ledger/explain/explain.hpp"
#include "ledger/explain/lot_nodes.hpp"
#include "ledger/explain/price_nodes.hpp"
#include "ledger/explain/value_nodes.hpp"
#include "ledger/net_worth.hpp"
#include "ledger/performance.hpp"
#include "ledger/return_contribution.hpp"
#include "ledger/risk_figures.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger::trails {

// What trails of one book are written with, whatever the scope.
struct BookDesk {
  BookDesk(const BookInput& input, const Book& book)
      : sources(input, book, trail),
        events(input, book, sources),
        units(book, sources, events, lots),
        prices(book, sources, events, units),
        lots(book, sources, prices) {}

  TrailWriter trail;
  SourceNodes sources;
  EventNodes events;
  UnitNodes units;
  PriceNodes prices;
  LotNodes lots;
};

// What trails of one scope and period are written with.
struct Workbench {
  Workbench(const BookInput& input, const Book& book, const Scope& scope, Period period)
      : Workbench(input, book, std::make_shared<BookDesk>(input, book), scope, period) {}
  // The same desk for another scope.
  Workbench(const Workbench& of, const Scope& scope) : Workbench(of.input, of.book, of.desk, scope, of.period) {}

  [[nodiscard]] int digits() const { return book.report.minor_digits(); }
  [[nodiscard]] TrailLabel label(TrailKind kind, Date on) const {
    TrailLabel made;
    made.kind = kind;
    made.date = on;
    made.currency = book.report;
    made.instrument = scope.instrument;
    return made;
  }
  // Rounded to the minor unit of the report currency, under the sentence of what it is.
  Node shown(TrailKind kind, Date on, Node node) { return trail.round(label(kind, on), node, digits()); }

  const BookInput& input;
  const Book& book;
  Scope scope;
  Period period;
  std::shared_ptr<BookDesk> desk;
  TrailWriter& trail;
  SourceNodes& sources;
  EventNodes& events;
  LotNodes& lots;
  ValueNodes values;

 private:
  Workbench(const BookInput& input, const Book& book, std::shared_ptr<BookDesk> shared, const Scope& scope,
            Period period)
      : input(input),
        book(book),
        scope(scope),
        period(period),
        desk(std::move(shared)),
        trail(desk->trail),
        sources(desk->sources),
        events(desk->events),
        lots(desk->lots),
        values(book, this->scope, desk->sources, desk->events, desk->units, desk->prices) {}
};

// Notes at the nodes of a trail which of the warnings concern them.
void attach_doubts(Trail& trail, const std::vector<Warning>& warnings, const Book& book);

// Each returns none where the core has no such figure.
std::optional<Node> holding_figure(Workbench& bench, const Figure& figure);
std::optional<Node> earnings_figure(Workbench& bench, const Figure& figure);
std::optional<Node> lot_figure(Workbench& bench, const Figure& figure);
std::optional<Node> posting_figure(Workbench& bench, const Figure& figure);
std::optional<Node> warning_figure(Workbench& bench, const std::vector<Warning>& warnings, std::size_t place);
std::optional<Node> part_figure(Workbench& bench, const Figure& figure);
std::optional<Node> performance_figure(Workbench& bench, const Figure& figure);
std::optional<Node> contribution_figure(Workbench& bench, const Contributions& whole, const Figure& figure);
std::optional<Node> risk_figure(Workbench& bench, const RiskRequest& request, const Figure& figure);

}  // namespace coffer::ledger::trails
