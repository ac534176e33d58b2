#include "ledger/explain/unit_nodes.hpp"

#include "ledger/explain/lot_nodes.hpp"

namespace coffer::ledger::trails {

UnitNodes::UnitNodes(const Book& book, SourceNodes& sources, EventNodes& events, LotNodes& lots)
    : book_(book),
      sources_(sources),
      events_(events),
      lots_(lots),
      trail_(sources.trail()),
      steps_(book.positions.size()) {
  for (std::size_t i = 0; i < book.quantity_steps.size(); ++i) steps_[book.quantity_steps[i].position].push_back(i);
}

Node UnitNodes::quantity(TransactionIndex index) {
  const auto stated = sources_.field(index, TransactionField::Quantity);
  if (!stated) throw Unexplained("units that the transaction does not state");
  return *stated;
}

Node UnitNodes::changed(std::optional<Node> before, const UnitSource& source, TransactionIndex by,
                        const TrailLabel& label) {
  std::vector<Node> plus;
  std::vector<Node> minus;
  if (before && !trail_.value(*before).is_zero()) plus.push_back(*before);
  const auto add = [&](Node units, bool came) {
    if (trail_.node(units).operation == Operation::Negate) {
      (came ? minus : plus).push_back(trail_.node(units).operands.front());
    } else {
      (came ? plus : minus).push_back(units);
    }
  };
  switch (source.of) {
    case UnitSource::Of::Quantity: add(quantity(by), true); break;
    case UnitSource::Of::Given: add(quantity(by), false); break;
    case UnitSource::Of::Ratio:
      if (!before) throw Unexplained("a ratio of nothing");
      return trail_.scale(label, *before, *sources_.field(by, TransactionField::RatioTo),
                          *sources_.field(by, TransactionField::RatioFrom), Decimal::max_scale);
    case UnitSource::Of::Lots:
      for (const std::uint32_t lot : source.in) add(lots_.amount(lot, LotAmount::Quantity), true);
      for (const std::uint32_t lot : source.out) add(lots_.amount(lot, LotAmount::Quantity), false);
  }
  if (plus.empty() && minus.size() == 1) return trail_.negate(label, minus.front());
  return trail_.difference(label, trail_.sum(label, plus), minus);
}

const std::vector<UnitNodes::Standing>& UnitNodes::standings(std::uint32_t position, std::uint32_t before_event) {
  std::vector<Standing>& own = standings_[position];
  while (own.size() < steps_[position].size()) {
    const std::size_t place = steps_[position][own.size()];
    const QuantityStep& step = book_.quantity_steps[place];
    if (step.event >= before_event) break;
    const Standing before = own.empty() ? Standing{} : own.back();
    Standing next{.event = step.event, .date = step.date, .held = before.held, .in_transit = before.in_transit};
    const bool is_held = !step.held.is_zero();
    const TransactionIndex by = events_.transaction_of(step.event);
    TrailLabel label = events_.label(is_held ? TrailKind::UnitsHeld : TrailKind::UnitsOnTheWay, by, {});
    label.account = book_.positions[position].account;
    label.instrument = book_.positions[position].instrument;
    label.date = step.date;
    std::optional<Node>& units = is_held ? next.held : next.in_transit;
    const Decimal wanted = (units ? trail_.value(*units) : Decimal()) + (is_held ? step.held : step.in_transit);
    units = trail_.checked(changed(units, book_.history->unit_steps[place], by, label), wanted, "units after an event");
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

Node UnitNodes::in_kind(const KindFlow& flow) {
  const auto place = static_cast<std::size_t>(&flow - book_.kind_flows.data());
  const TransactionIndex by = events_.transaction_of(flow.event);
  TrailLabel label = events_.label(TrailKind::UnitsHeld, by, {});
  label.instrument = flow.valued_by;
  return trail_.checked(changed(std::nullopt, book_.history->kind_flows[place], by, label), flow.quantity,
                        "units in kind");
}

Node UnitNodes::valued(InstrumentIndex instrument, AccountIndex account, std::uint32_t event) {
  std::vector<Node> parts;
  for (std::size_t i = 0; i < book_.positions.size(); ++i) {
    const Position& position = book_.positions[i];
    if (position.instrument != instrument || (account.is_set() && position.account != account)) continue;
    const Standing before = standing_before(static_cast<std::uint32_t>(i), event);
    for (const auto& units : {before.held, before.in_transit}) {
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
