// What units are worth at the price of a day, from the close, trade or valuation that it goes back to.
#pragma once

#include <optional>

#include "ledger/explain/event_nodes.hpp"
#include "ledger/explain/unit_nodes.hpp"
#include "ledger/prices.hpp"

namespace coffer::ledger::trails {

class PriceNodes {
 public:
  PriceNodes(const Book& book, SourceNodes& sources, EventNodes& events, UnitNodes& units)
      : book_(book), sources_(sources), events_(events), units_(units), trail_(sources.trail()) {}

  // `units` at the price of the day, in the instrument's currency.
  Node value_local(InstrumentIndex instrument, Node units, Date on);
  // Statistic: what one unit of the evening of `from`, held through splits, is worth in report currency.
  // None without a price, or a rate.
  std::optional<Node> unit_held(InstrumentIndex instrument, Date from, Date on);

 private:
  struct Price {
    Node numerator = 0;
    std::optional<Node> denominator;
  };
  Price quoted(InstrumentIndex instrument, Date on);
  Node mark_money(const PriceMark& mark, InstrumentIndex instrument);
  Node merged_units(const PriceMark& mark, InstrumentIndex instrument);
  Node mark_units(const PriceMark& mark, InstrumentIndex instrument);
  [[nodiscard]] TrailLabel label(TrailKind kind, InstrumentIndex instrument, Date on) const;

  const Book& book_;
  SourceNodes& sources_;
  EventNodes& events_;
  UnitNodes& units_;
  TrailWriter& trail_;
};

}  // namespace coffer::ledger::trails
