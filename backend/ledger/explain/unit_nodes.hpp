// Units held and on the way, followed through the events of each position.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "ledger/explain/event_nodes.hpp"

namespace coffer::ledger::trails {

class LotNodes;

class UnitNodes {
 public:
  // `lots` may come into being later.
  UnitNodes(const Book& book, SourceNodes& sources, EventNodes& events, LotNodes& lots);

  // At the end of the day; none where nothing ever came or went.
  std::optional<Node> held(std::uint32_t position, Date on);
  std::optional<Node> in_transit(std::uint32_t position, Date on);
  // Units that crossed a boundary in kind, one of Book::kind_flows.
  Node in_kind(const KindFlow& flow);
  // Units of an instrument to which a valuation gave a value: of one account, or of all.
  Node valued(InstrumentIndex instrument, AccountIndex account, std::uint32_t event);

 private:
  struct Standing {
    std::uint32_t event = 0;
    Date date;
    std::optional<Node> held;
    std::optional<Node> in_transit;
  };
  // Followed up to before the event: what an event needs of other positions lies before it.
  const std::vector<Standing>& standings(std::uint32_t position, std::uint32_t before);
  Standing standing_on(std::uint32_t position, Date on);
  Standing standing_before(std::uint32_t position, std::uint32_t event);
  Node changed(std::optional<Node> before, const UnitSource& source, TransactionIndex by, const TrailLabel& label);
  Node quantity(TransactionIndex transaction);

  const Book& book_;
  SourceNodes& sources_;
  EventNodes& events_;
  LotNodes& lots_;
  TrailWriter& trail_;
  std::vector<std::vector<std::size_t>> steps_;  // by position, places in Book::quantity_steps
  std::map<std::uint32_t, std::vector<Standing>> standings_;
};

}  // namespace coffer::ledger::trails
