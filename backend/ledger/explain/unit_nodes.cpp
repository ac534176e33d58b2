#include "ledger/explain/unit_nodes.hpp"

#include <algorithm>

namespace coffer::ledger::trails {

using enum TransactionField;

UnitNodes::UnitNodes(const Book& book, SourceNodes& sources, EventNodes& events)
    : book_(book), sources_(sources), events_(events), trail_(sources.trail()), changes_(book.positions.size()) {
  for (const QuantityStep& step : book.quantity_steps) {
    std::vector<Change>& own = changes_[step.position];
    if (own.empty() || own.back().event != step.event)
      own.push_back({.event = step.event, .date = step.date, .held = {}, .in_transit = {}});
    own.back().held += step.held;
    own.back().in_transit += step.in_transit;
  }
}

std::optional<std::uint32_t> UnitNodes::position_of(AccountIndex account, InstrumentIndex instrument) const {
  for (std::size_t i = 0; i < book_.positions.size(); ++i) {
    if (book_.positions[i].account == account && book_.positions[i].instrument == instrument)
      return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

std::optional<Node> UnitNodes::ratio(Node units, TransactionIndex index, const TrailLabel& label) {
  const auto to = sources_.field(index, RatioTo);
  const auto from = sources_.field(index, RatioFrom);
  const TransactionType type = sources_.transaction(index).type;
  if (!to || !from)
    return type == TransactionType::SymbolChange || type == TransactionType::Merger ? std::optional(units)
                                                                                    : std::nullopt;
  return trail_.scale(label, units, *to, *from, Decimal::max_scale);
}

std::optional<Node> UnitNodes::moved(TransactionIndex index, Date on) {
  const Transaction& of = sources_.transaction(index);
  auto units = sources_.field(index, Quantity);
  if (of.type != TransactionType::Transfer || !units) return std::nullopt;
  for (const Split& split : book_.prices.history(of.instrument).splits) {
    if (split.date <= of.date || split.date > on) continue;
    const TransactionIndex by = sources_.split_of(of.instrument, split.date);
    units = ratio(*units, by, events_.label(TrailKind::UnitsOnTheWay, by, {}));
  }
  return units;
}

// Units before the event, and what its action makes of them.
std::vector<Node> UnitNodes::starting_points(std::uint32_t place, const Change& change, const Standing& before,
                                             const TrailLabel& label) {
  const Position& position = book_.positions[place];
  const TransactionIndex index = events_.transaction_of(change.event);
  const Transaction& of = sources_.transaction(index);
  std::vector<Node> bases;
  if (before.held) bases.push_back(*before.held);
  if (before.held && of.instrument == position.instrument) {
    if (const auto scaled = ratio(*before.held, index, label)) bases.push_back(*scaled);
  }
  const bool is_new = of.detail->new_instrument == position.instrument;
  if (const auto parent = is_new ? position_of(position.account, of.instrument) : std::nullopt) {
    std::vector<Node> sum;
    if (before.held) sum.push_back(*before.held);
    if (const auto units = held_before(*parent, change.event)) {
      if (const auto made = ratio(*units, index, label)) sum.push_back(*made);
    }
    if (!sum.empty()) bases.push_back(trail_.sum(label, sum));
    const auto moving = in_transit_before(*parent, change.event);
    if (const auto made = moving ? ratio(*moving, index, label) : std::nullopt;
        made && !trail_.value(*made).is_zero()) {
      sum.push_back(*made);
      bases.push_back(trail_.sum(label, sum));
    }
  }
  return bases;
}

// The fields of the event, and what it makes of units already there, in the order in which the types
// use them: the first sum that gives the units after it is how they came about.
Node UnitNodes::after(std::uint32_t place, const Change& change, const Standing& before) {
  const Position& position = book_.positions[place];
  const TransactionIndex index = events_.transaction_of(change.event);
  const Transaction& of = sources_.transaction(index);
  TrailLabel label = events_.label(TrailKind::UnitsHeld, index, {});
  label.account = position.account;
  label.instrument = position.instrument;
  label.date = change.date;
  const Decimal held = before.held ? trail_.value(*before.held) : Decimal();
  const Decimal wanted = held + change.held;
  std::vector<Node> plus;
  std::vector<Node> minus;
  for (const TransactionField field : {Quantity, NewQuantity, FeeQuantity, FractionQuantity}) {
    if (const auto node = sources_.field(index, field)) {
      plus.push_back(*node);
      minus.push_back(*node);
    }
  }
  if (const auto arrived = moved(index, change.date)) {
    plus.push_back(*arrived);
    minus.push_back(*arrived);
  }
  // Units that became others on the way arrive as all that was on the way.
  const auto sender =
      of.type == TransactionType::Transfer ? position_of(of.account, position.instrument) : std::nullopt;
  if (const auto moving = sender ? in_transit_before(*sender, change.event) : std::nullopt) plus.push_back(*moving);
  const std::vector<Node> bases = starting_points(place, change, before, label);
  const auto is_it = [&](const Decimal& value) { return value == wanted; };
  for (const Node base : bases) {
    if (is_it(trail_.value(base))) return base;
  }
  const auto joined = [&](std::optional<Node> base, std::vector<Node> parts) {
    if (base) parts.insert(parts.begin(), *base);
    return trail_.sum(label, parts);
  };
  std::vector<std::optional<Node>> starts(bases.begin(), bases.end());
  if (!before.held) starts.emplace_back(std::nullopt);
  for (const auto& base : starts) {
    const Decimal start = base ? trail_.value(*base) : Decimal();
    for (const Node one : plus) {
      if (is_it(start + trail_.value(one))) return joined(base, {one});
    }
    for (const Node one : minus) {
      if (!is_it(start - trail_.value(one))) continue;
      return base ? trail_.difference(label, *base, {one}) : trail_.negate(label, one);
    }
    for (const Node one : minus) {
      for (const Node other : minus) {
        if (base && one != other && is_it(start - trail_.value(one) - trail_.value(other)))
          return trail_.difference(label, *base, {one, other});
      }
    }
  }
  // Everything went: sold without lots for a part of it, or exchanged.
  if (before.held && wanted.is_zero()) return trail_.difference(label, *before.held, {*before.held});
  if (!before.held && wanted.is_zero()) return trail_.zero(label);
  throw Unexplained("units after an event: " + format_decimal(wanted));
}

Node UnitNodes::in_transit_after(std::uint32_t place, const Change& change, const Standing& before) {
  const Position& position = book_.positions[place];
  const TransactionIndex index = events_.transaction_of(change.event);
  TrailLabel label = events_.label(TrailKind::UnitsOnTheWay, index, {});
  label.account = position.account;
  label.instrument = position.instrument;
  label.date = change.date;
  const Decimal moving = before.in_transit ? trail_.value(*before.in_transit) : Decimal();
  const Decimal wanted = moving + change.in_transit;
  const auto quantity = sources_.field(index, Quantity);
  if (before.in_transit && wanted.is_zero()) return trail_.difference(label, *before.in_transit, {*before.in_transit});
  if (quantity && wanted == moving + trail_.value(*quantity)) {
    std::vector<Node> parts;
    if (before.in_transit) parts.push_back(*before.in_transit);
    parts.push_back(*quantity);
    return trail_.sum(label, parts);
  }
  if (quantity && before.in_transit && wanted == moving - trail_.value(*quantity))
    return trail_.difference(label, *before.in_transit, {*quantity});
  std::vector<Node> sources;
  if (before.in_transit) sources.push_back(*before.in_transit);
  if (const auto old = position_of(position.account, sources_.transaction(index).instrument)) {
    if (const auto units = in_transit_before(*old, change.event)) sources.push_back(*units);
  }
  if (const auto arrived = moved(index, change.date); arrived && before.in_transit) {
    const Node rest = trail_.difference(label, *before.in_transit, {*arrived});
    if (trail_.value(rest) == wanted) return rest;
  }
  for (const Node units : sources) {
    const auto scaled = ratio(units, index, label);
    if (scaled && trail_.value(*scaled) == wanted) return *scaled;
  }
  throw Unexplained("units on the way: " + format_decimal(wanted));
}

const std::vector<UnitNodes::Standing>& UnitNodes::standings(std::uint32_t position, std::uint32_t before_event) {
  std::vector<Standing>& own = standings_[position];
  while (own.size() < changes_[position].size() && changes_[position][own.size()].event < before_event) {
    const Change& change = changes_[position][own.size()];
    const Standing before = own.empty() ? Standing{} : own.back();
    Standing next{.event = change.event, .date = change.date, .held = before.held, .in_transit = before.in_transit};
    if (!change.held.is_zero()) next.held = after(position, change, before);
    if (!change.in_transit.is_zero()) next.in_transit = in_transit_after(position, change, before);
    own.push_back(next);
  }
  return own;
}

UnitNodes::Standing UnitNodes::standing_on(std::uint32_t position, Date on) {
  Standing last;
  for (const Standing& one : standings(position, UINT32_MAX)) {
    if (one.date > on) break;
    last = one;
  }
  return last;
}

UnitNodes::Standing UnitNodes::standing_before(std::uint32_t position, std::uint32_t event) {
  Standing last;
  for (const Standing& one : standings(position, event)) {
    if (one.event >= event) break;
    last = one;
  }
  return last;
}

std::optional<Node> UnitNodes::held(std::uint32_t position, Date on) { return standing_on(position, on).held; }

std::optional<Node> UnitNodes::in_transit(std::uint32_t position, Date on) {
  return standing_on(position, on).in_transit;
}

std::optional<Node> UnitNodes::held_before(std::uint32_t position, std::uint32_t event) {
  return standing_before(position, event).held;
}

std::optional<Node> UnitNodes::in_transit_before(std::uint32_t position, std::uint32_t event) {
  return standing_before(position, event).in_transit;
}

Node UnitNodes::in_kind(const KindFlow& flow) {
  const TransactionIndex index = events_.transaction_of(flow.event);
  TrailLabel label = events_.label(TrailKind::UnitsHeld, index, {});
  label.instrument = flow.valued_by;
  std::vector<Node> candidates;
  for (const TransactionField field : {Quantity, NewQuantity}) {
    if (const auto node = sources_.field(index, field)) candidates.push_back(*node);
  }
  if (const auto arrived = moved(index, flow.date)) candidates.push_back(*arrived);
  const Transaction& of = sources_.transaction(index);
  const auto sender = of.type == TransactionType::Transfer ? position_of(of.account, flow.instrument) : std::nullopt;
  if (const auto moving = sender ? in_transit_before(*sender, flow.event) : std::nullopt) candidates.push_back(*moving);
  // Units that an action made of those held, or on the way, before it.
  if (const auto parent = position_of(flow.account, sources_.transaction(index).instrument)) {
    for (const auto& units : {held_before(*parent, flow.event), in_transit_before(*parent, flow.event)}) {
      if (!units) continue;
      candidates.push_back(*units);
      if (const auto scaled = ratio(*units, index, label)) candidates.push_back(*scaled);
    }
  }
  for (const Node one : candidates) {
    if (trail_.value(one) == flow.quantity) return one;
    if (trail_.value(one) == -flow.quantity) return trail_.negate(label, one);
  }
  for (const Node one : candidates) {
    for (const Node other : candidates) {
      if (trail_.value(one) - trail_.value(other) == flow.quantity) return trail_.difference(label, one, {other});
    }
  }
  throw Unexplained("units in kind: " + format_decimal(flow.quantity));
}

Node UnitNodes::valued(InstrumentIndex instrument, AccountIndex account, std::uint32_t event) {
  std::vector<Node> parts;
  for (std::size_t i = 0; i < book_.positions.size(); ++i) {
    const Position& position = book_.positions[i];
    if (position.instrument != instrument || (account.is_set() && position.account != account)) continue;
    const auto place = static_cast<std::uint32_t>(i);
    for (const auto& units : {held_before(place, event), in_transit_before(place, event)}) {
      if (units && !trail_.value(*units).is_zero()) parts.push_back(*units);
    }
  }
  TrailLabel label;
  label.kind = TrailKind::UnitsHeld;
  label.instrument = instrument;
  label.date = sources_.transaction(events_.transaction_of(event)).date;
  return trail_.sum(label, parts);
}

}  // namespace coffer::ledger::trails
