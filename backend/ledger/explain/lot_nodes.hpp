// What lots cost, followed through every step of their history.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "ledger/explain/event_nodes.hpp"
#include "ledger/lot_history.hpp"

namespace coffer::ledger::trails {

class PriceNodes;

enum class LotAmount : std::uint8_t { Quantity, Local, Cost, Gross, BroughtIn };

class LotNodes {
 public:
  LotNodes(const Book& book, SourceNodes& sources, PriceNodes& prices)
      : book_(book), history_(*book.history), sources_(sources), prices_(prices), trail_(sources.trail()) {}

  // The amount of a lot as it stood after the step.
  Node amount(std::uint32_t step, LotAmount amount);
  // Part of a step that relieved cost for cash: the cash, and its gain.
  Node cash(std::uint32_t step, LotAmount amount);
  Node relieved(std::uint32_t step, LotAmount amount);

 private:
  [[nodiscard]] static const Decimal& read(const Lot& lot, LotAmount amount);
  [[nodiscard]] TrailLabel label(TrailKind kind, const LotStep& step, LotAmount amount) const;
  [[nodiscard]] std::uint8_t own_currency(std::uint32_t step) const;
  [[nodiscard]] InstrumentIndex instrument_of(std::uint32_t step) const;
  Node make(std::uint32_t place, const LotStep& step, LotAmount amount);
  Node quantity(std::uint32_t place, const LotStep& step);
  Node opened_quantity(const LotStep& step);
  Node part_quantity(const LotStep& step);
  Node with_sign_of(const Lot& lot, Node units, const TrailLabel& label);
  Node scaled_quantity(std::uint32_t place, const LotStep& step, TrailKind kind);
  Node opened(const LotStep& step, LotAmount amount);
  Node delivered(const LotStep& step, LotAmount amount);
  Node relieved_local(std::uint32_t place, const LotStep& step);
  Node new_value(std::uint32_t place, const LotStep& step);
  // Of the position, before it is shared out to its lots.
  Node cash_of_all(std::uint32_t place, LotAmount amount);
  Node new_value_of_all(std::uint32_t place, const LotStep& step);
  // Steps of one kind that one event made of the lots of one position, in order.
  [[nodiscard]] std::vector<std::uint32_t> group(std::uint32_t place) const;
  // The share of `total` by units that falls to the step, after those before it in its group.
  Node shared(std::uint32_t place, Node total, const std::vector<Node>& before, int digits, const TrailLabel& label);
  Node ratio_to(const LotStep& step, const std::vector<std::uint32_t>& members);

  const Book& book_;
  const LotHistory& history_;
  SourceNodes& sources_;
  PriceNodes& prices_;
  TrailWriter& trail_;
  std::map<std::pair<std::uint32_t, LotAmount>, Node> known_;
};

}  // namespace coffer::ledger::trails
