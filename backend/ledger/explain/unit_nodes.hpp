// Units held and on the way, followed through the events of each position.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "ledger/explain/event_nodes.hpp"

namespace coffer::ledger::trails {

class UnitNodes {
 public:
  UnitNodes(const Book& book, SourceNodes& sources, EventNodes& events);

  // At the end of the day; none where nothing ever came or went.
  std::optional<Node> held(std::uint32_t position, Date on);
  std::optional<Node> in_transit(std::uint32_t position, Date on);
  // Units that crossed a boundary in kind.
  Node in_kind(const KindFlow& flow);
  // Units of an instrument to which a valuation gave a value: of one account, or of all.
  Node valued(InstrumentIndex instrument, AccountIndex account, std::uint32_t event);
  // Units of a position just before an event.
  std::optional<Node> held_before(std::uint32_t position, std::uint32_t event);

 private:
  struct Standing {
    std::uint32_t event = 0;
    Date date;
    std::optional<Node> held;
    std::optional<Node> in_transit;
  };
  struct Change {
    std::uint32_t event = 0;
    Date date;
    Decimal held;
    Decimal in_transit;
  };
  // Followed up to before the event: what an event needs of other positions lies before it.
  const std::vector<Standing>& standings(std::uint32_t position, std::uint32_t before);
  std::vector<Node> starting_points(std::uint32_t position, const Change& change, const Standing& before,
                                    const TrailLabel& label);
  Node after(std::uint32_t position, const Change& change, const Standing& before);
  Node in_transit_after(std::uint32_t position, const Change& change, const Standing& before);
  std::optional<std::uint32_t> position_of(AccountIndex account, InstrumentIndex instrument) const;
  std::optional<Node> in_transit_before(std::uint32_t position, std::uint32_t event);
  Standing standing_on(std::uint32_t position, Date on);
  Standing standing_before(std::uint32_t position, std::uint32_t event);
  // Units of a transfer as splits on the way have made them.
  std::optional<Node> moved(TransactionIndex transaction, Date on);
  std::optional<Node> ratio(Node units, TransactionIndex transaction, const TrailLabel& label);

  const Book& book_;
  SourceNodes& sources_;
  EventNodes& events_;
  TrailWriter& trail_;
  std::vector<std::vector<Change>> changes_;  // by position
  std::map<std::uint32_t, std::vector<Standing>> standings_;
};

}  // namespace coffer::ledger::trails
