// What a scope holds and is worth on a day.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "ledger/explain/event_nodes.hpp"
#include "ledger/explain/price_nodes.hpp"
#include "ledger/explain/unit_nodes.hpp"
#include "ledger/scope.hpp"
#include "ledger/scope_walk.hpp"

namespace coffer::ledger::trails {

class ValueNodes {
 public:
  ValueNodes(const Book& book, const Scope& scope, SourceNodes& sources, EventNodes& events, UnitNodes& units,
             PriceNodes& prices)
      : book_(book),
        scope_(scope),
        shares_(book, scope),
        sources_(sources),
        events_(events),
        units_(units),
        prices_(prices),
        trail_(sources.trail()) {}

  // The scope's part of an amount of the account.
  Node scaled(Node amount, AccountIndex account, Date on);
  [[nodiscard]] bool contains(AccountIndex account) const { return shares_.contains(account); }
  [[nodiscard]] bool counts(AccountIndex account, InstrumentIndex instrument) const {
    return shares_.contains(account) && (!scope_.instrument.is_set() || scope_.instrument == instrument);
  }
  // Units of one instrument; of one account where it is set. None where there are none.
  enum class Which : std::uint8_t { Held, OnTheWay, All };
  std::optional<Node> units(InstrumentIndex instrument, AccountIndex account, Date on, Which which);
  // Money of one account and currency, the scope's part; none where nothing was ever booked.
  std::optional<Node> money(AccountIndex account, std::uint8_t currency, CashPlace place, Date on);
  // The same of the whole account.
  std::optional<Node> whole_money(AccountIndex account, std::uint8_t currency, CashPlace place, Date on);
  // In report currency, not rounded.
  Node scope_value(Date on);
  Node scope_cash(Date on);
  Node scope_loans(Date on);
  Node scope_in_transit(Date on);
  // A whole account, and what is stated beyond it: in report currency.
  Node account_value(AccountIndex account, Date on);
  std::optional<Node> stated_beyond(AccountIndex account, Date on);  // the scope's part
  // The change of a share moves part of the account across the boundary.
  Node share_change(AccountIndex account, Date on);
  Node in_kind(const KindFlow& flow);
  [[nodiscard]] const ScopeShares& shares() const { return shares_; }

 private:
  struct Excess {
    Node amount = 0;
    std::uint8_t currency = 0;
  };
  std::optional<Excess> excess(AccountIndex account, Date on);
  Node value_without_excess(AccountIndex account, Date on);
  Node of_kind(CashPlace place, Date on);
  [[nodiscard]] TrailLabel label(TrailKind kind, Date on, Currency currency) const;

  const Book& book_;
  const Scope& scope_;
  ScopeShares shares_;
  SourceNodes& sources_;
  EventNodes& events_;
  UnitNodes& units_;
  PriceNodes& prices_;
  TrailWriter& trail_;
  std::map<std::tuple<std::uint32_t, std::uint8_t, bool>, std::map<std::size_t, std::optional<Node>>> money_;
  std::map<Date, Node> values_;
};

}  // namespace coffer::ledger::trails
