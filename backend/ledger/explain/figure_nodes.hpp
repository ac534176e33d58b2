// Figures as nodes, by group. Internal to the room: explain.hpp is the face.
#pragma once

#include <optional>
#include <vector>

#include "ledger/earnings.hpp"
#include "ledger/explain/explain.hpp"
#include "ledger/explain/lot_nodes.hpp"
#include "ledger/explain/value_nodes.hpp"
#include "ledger/net_worth.hpp"
#include "ledger/performance.hpp"
#include "ledger/valuation.hpp"

namespace coffer::ledger::trails {

// All that trails of one scope and period are written with.
struct Workbench {
  Workbench(const BookInput& input, const Book& book, const Scope& scope, Period period)
      : input(input),
        book(book),
        scope(scope),
        period(period),
        sources(input, book, trail),
        events(input, book, sources),
        units(book, sources, events),
        values(input, book, this->scope, sources, events, units),
        lots(book, sources, events, values) {}

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
  TrailWriter trail;
  SourceNodes sources;
  EventNodes events;
  UnitNodes units;
  ValueNodes values;
  LotNodes lots;
};

// Each returns none where the core has no such figure.
std::optional<Node> holding_figure(Workbench& bench, const Figure& figure);
std::optional<Node> earnings_figure(Workbench& bench, const Figure& figure);
std::optional<Node> lot_figure(Workbench& bench, const Figure& figure);
std::optional<Node> part_figure(Workbench& bench, const Figure& figure);
std::optional<Node> performance_figure(Workbench& bench, const Figure& figure);

}  // namespace coffer::ledger::trails
